#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/filter.hpp>
#include <tidegate/run/selection.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<Key> keys = {
    {"matmul", parse_point("n=128,algebra=log").value(), "kokkos", "serial"},
    {"matmul", parse_point("n=512,algebra=log").value(), "kokkos", "serial"},
    {"matmul", parse_point("n=512,algebra=real").value(), "naive", "openmp"},
    {"scan", parse_point("n=512,scale=2").value(), "kokkos", "serial"},
    {"ping", parse_point("-").value(), "naive", "serial"},
};

std::vector<std::size_t> kept(const std::vector<std::string>& texts) {
  std::vector<Filter> filters;
  for (const std::string& text : texts) filters.push_back(parse_filter(text).value());
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (passes(filters, keys[i])) numbers.push_back(i);
  }
  return numbers;
}

TEST(Filter, MatchesCasePointAndProvider) {
  EXPECT_THAT(kept({}), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(kept({"*"}), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(kept({"mat*"}), ElementsAre(0, 1, 2));
  EXPECT_THAT(kept({"[ps]*"}), ElementsAre(3, 4));
  EXPECT_THAT(kept({"s???"}), ElementsAre(3));
  EXPECT_THAT(kept({"*/n=512"}), ElementsAre(1, 2, 3));
  EXPECT_THAT(kept({"*/algebra=l*,n=5*"}), ElementsAre(1)) << "axes in any order";
  EXPECT_THAT(kept({"*/*/naive"}), ElementsAre(2, 4));
  EXPECT_THAT(kept({"*/-/naive"}), ElementsAre(2, 4));
  EXPECT_THAT(kept({"matmul/n=512/kokkos"}), ElementsAre(1));
  EXPECT_THAT(kept({"mat"}), ElementsAre()) << "a pattern is the whole name";
}

TEST(Filter, SeveralAreAlternativesAndLeavingOutWins) {
  EXPECT_THAT(kept({"scan", "ping"}), ElementsAre(3, 4));
  EXPECT_THAT(kept({"ping", "scan"}), ElementsAre(3, 4));
  EXPECT_THAT(kept({"!*/*/naive"}), ElementsAre(0, 1, 3));
  EXPECT_THAT(kept({"!*/*/naive", "*/n=512"}), ElementsAre(1, 3));
  EXPECT_THAT(kept({"*/n=512", "!scan", "!*/algebra=log"}), ElementsAre(2));
}

TEST(Filter, RefusesWhatIsNoPattern) {
  for (const char* text :
       {"", "!", "a//b", "/", "a/n", "a/n=", "a/=1", "a/n=1,", "a/*/b/c", "a/"}) {
    const auto filter = parse_filter(text);
    ASSERT_FALSE(filter) << text;
    EXPECT_EQ(filter.error().kind, ErrorKind::usage);
    EXPECT_THAT(filter.error().hint, HasSubstr("CASE/POINT/PROVIDER"));
  }
}

CaseListing listing(const Key& key) {
  CaseListing made;
  made.key = key;
  return made;
}

TEST(Filter, IsPartOfASelection) {
  std::vector<CaseListing> all;
  for (const Key& key : keys) all.push_back(listing(key));
  Selection selection;
  selection.filters = {"*/n=512"};
  selection.providers = {"kokkos"};
  EXPECT_EQ(select(all, selection).value().size(), 2U);
  EXPECT_EQ(selection.text(), "provider=kokkos filter=*/n=512");
  selection.filters = {"a/b"};
  const auto wrong = select(all, selection);
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().what, HasSubstr("'a/b'"));
}

TEST(Selection, ANameThatNothingHasIsNamedWithThoseThereAre) {
  std::vector<CaseListing> all;
  for (const Key& key : keys) all.push_back(listing(key));
  Selection selection;
  selection.providers = {"kokkos", "cublas"};
  const auto provider = select(all, selection);
  ASSERT_FALSE(provider);
  EXPECT_EQ(provider.error().kind, ErrorKind::usage);
  EXPECT_THAT(provider.error().what, HasSubstr("no provider 'cublas'; there is: kokkos, naive"));
  selection = {};
  selection.cases = {"matmull"};
  EXPECT_THAT(select(all, selection).error().what,
              HasSubstr("no case 'matmull'; there is: matmul, ping, scan"));
  selection = {};
  selection.platforms = {"cuda"};
  EXPECT_THAT(select(all, selection).error().what,
              HasSubstr("no platform 'cuda'; there is: openmp, serial"));
}

}  // namespace
}  // namespace tidegate::run
