#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/baseline.hpp>

#include "fakes/temp_folder.hpp"
#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Rows = std::vector<ResultRow>;

const Acceptance first{
    "1970-01-01T00:00:00Z", "A. Person <a@example.org>", "first baseline", {"load"}};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

ResultRow row_with(Fact fact, const std::string& value) {
  ResultRow row = result("r", key_of("c"), times(1));
  Provenance facts;
  facts[fact] = value;
  row.provenance = std::make_shared<const Provenance>(facts);
  return row;
}

TEST(Baseline, AcceptedRowsLieByClassAndCaseAndLoadAgain) {
  const ScratchFolder folder;
  const auto accepted = accept_baselines(
      folder.path(), Rows{result("r1", key_of("a"), times(1)), result("r1", key_of("b"), times(2))},
      first);
  ASSERT_TRUE(accepted) << accepted.error().what;
  const auto shelf = folder.path() / "cpu-00000001";
  EXPECT_THAT(accepted->files,
              ElementsAre(shelf / "a.jsonl", shelf / "b.jsonl", shelf / "accepted.log"));
  EXPECT_EQ(accepted->rows, 2U);
  const auto loaded = load_baselines(folder.path(), "cpu-00000001");
  ASSERT_TRUE(loaded) << loaded.error().what;
  ASSERT_EQ(loaded->rows.size(), 2U);
  EXPECT_EQ(loaded->rows[1].find(warm_time)->min, 2);
  EXPECT_THAT(*baseline_classes(folder.path()), ElementsAre("cpu-00000001"));
}

TEST(Baseline, ARowOfTheSameKeyIsReplacedAndOthersStay) {
  const ScratchFolder folder;
  ASSERT_TRUE(accept_baselines(
      folder.path(),
      Rows{result("r1", key_of("a", "x"), times(1)), result("r1", key_of("a", "y"), times(2))},
      first));
  ASSERT_TRUE(
      accept_baselines(folder.path(), Rows{result("r2", key_of("a", "y"), times(3))}, first));
  const auto loaded = load_baselines(folder.path(), "cpu-00000001");
  ASSERT_EQ(loaded->rows.size(), 2U);
  EXPECT_EQ(loaded->rows[0].run_id, "r1");
  EXPECT_EQ(loaded->rows[1].run_id, "r2");
  EXPECT_EQ(loaded->rows[1].find(warm_time)->min, 3);
}

TEST(Baseline, WhyAndWhenIsKeptBesideTheRows) {
  const ScratchFolder folder;
  ASSERT_TRUE(accept_baselines(folder.path(), Rows{row_with(Fact::commit, "abc123")}, first));
  const std::string log = text_of(folder.path() / "cpu-00000001" / "accepted.log");
  EXPECT_THAT(log, HasSubstr("\"reason\":\"first baseline\""));
  EXPECT_THAT(log, HasSubstr("1970-01-01T00:00:00Z"));
  EXPECT_THAT(log, HasSubstr("abc123"));
  EXPECT_THAT(log, HasSubstr("A. Person"));
  EXPECT_THAT(log, HasSubstr("\"despite\":[\"load\"]"));
  const auto loaded = load_baselines(folder.path(), "cpu-00000001");
  ASSERT_EQ(loaded->rows.size(), 1U);
  EXPECT_EQ(loaded->rows.front().acceptance, first);
}

TEST(Baseline, UnfitRowsAreRefusedAndNothingIsWritten) {
  struct Unfit {
    ResultRow row;
    const char* why;
  };
  ResultRow unchecked = result("r", key_of("c"), times(1));
  unchecked.fidelity = Fidelity{};
  ResultRow empty = result("r", key_of("c"), times(1));
  empty.metrics.clear();
  ResultRow outside = result("r", key_of("c"), times(1));
  outside.machine_class = "../elsewhere";
  ResultRow bundles = result("r", key_of("c"), times(1));
  bundles.machine_class = "bundles";
  ResultRow nameless = result("r", key_of("c"), times(1));
  nameless.machine_class = "";
  ResultRow quick = result("r", key_of("c"), times(1));
  quick.coverage = Coverage::fast;
  const std::vector<Unfit> rows{
      {quick, "of a quick run"},
      {failed_result("r", key_of("c"), Status::crashed), "status is crashed"},
      {failed_result("r", key_of("c"), Status::fidelity_failed), "status is fidelity_failed"},
      {unchecked, "could not be checked"},
      {empty, "has no warm_time"},
      {row_with(Fact::build_type, "Debug"), "Debug build"},
      {row_with(Fact::build_type, "DEBUG"), "Debug build"},
      {row_with(Fact::compiler_flags, "-O2 -fsanitize=address"), "sanitizer build"},
      {row_with(Fact::build_type, "Release+sanitizers"), "sanitizer build"},
      {row_with(Fact::compiler_flags, "-O2 -g -O0"), "Debug build"},
      {outside, "cannot be the name of a folder"},
      {bundles, "cannot be the name of a folder"},
      {nameless, "cannot be the name of a folder"},
      {result("r", key_of("a/b"), times(1)), "cannot be the name of a file"},
  };
  for (const Unfit& unfit : rows) {
    const ScratchFolder folder;
    const auto accepted = accept_baselines(
        folder.path(), Rows{result("r", key_of("fine"), times(1)), unfit.row}, first);
    ASSERT_FALSE(accepted) << unfit.why;
    EXPECT_EQ(accepted.error().kind, ErrorKind::bad_input);
    EXPECT_THAT(accepted.error().what, HasSubstr(unfit.why));
    EXPECT_FALSE(accepted.error().hint.empty());
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << unfit.why;
  }
}

TEST(Baseline, QuickRowsAreRefusedWhereTheyAreRead) {
  Rows rows{result("r", key_of("a"), times(1)), result("r", key_of("b"), times(1))};
  EXPECT_TRUE(refuse_quick(rows));
  rows[1].coverage = Coverage::fast;
  const auto refused = refuse_quick(rows);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().what, HasSubstr(rows[1].key.text()));
}

TEST(Baseline, NoRowsAndRowsThatStandTwiceAreRefused) {
  const ScratchFolder folder;
  EXPECT_EQ(accept_baselines(folder.path(), {}, first).error().kind, ErrorKind::missing);
  const ResultRow row = result("r", key_of("c"), times(1));
  EXPECT_THAT(accept_baselines(folder.path(), Rows{row, row}, first).error().what,
              HasSubstr("stands twice"));
}

TEST(Baseline, ABrokenFileStopsTheAcceptanceBeforeAnythingIsWritten) {
  const ScratchFolder folder;
  folder.write("cpu-00000001/b.jsonl", "not a row\n{}\n");
  const auto accepted = accept_baselines(
      folder.path(), Rows{result("r", key_of("a"), times(1)), result("r", key_of("b"), times(1))},
      first);
  ASSERT_FALSE(accepted);
  EXPECT_THAT(accepted.error().what, HasSubstr("b.jsonl:1"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "cpu-00000001" / "a.jsonl"));
}

TEST(Baseline, WithoutAFolderThereIsNothing) {
  const ScratchFolder folder;
  EXPECT_THAT(*baseline_classes(folder.path() / "none"), IsEmpty());
  EXPECT_TRUE(load_baselines(folder.path() / "none", "m")->rows.empty());
  EXPECT_TRUE(load_baselines(folder.path(), "")->rows.empty());
  EXPECT_TRUE(load_all_baselines(folder.path() / "none")->rows.empty());
}

TEST(Baseline, OnlyFoldersWithRowsAreClasses) {
  const ScratchFolder folder;
  ASSERT_TRUE(accept_baselines(folder.path(), Rows{result("r", key_of("c"), times(1))}, first));
  folder.write("README.md", "text");
  folder.write("bundles/x.jsonl", "{}");
  folder.write("empty/README.md", "text");
  EXPECT_THAT(*baseline_classes(folder.path()), ElementsAre("cpu-00000001"));
}

TEST(Baseline, AllClassesLoad) {
  const ScratchFolder folder;
  ResultRow other = result("r", key_of("c"), times(2));
  other.machine_class = "another-00000002";
  ASSERT_TRUE(
      accept_baselines(folder.path(), Rows{result("r", key_of("c"), times(1)), other}, first));
  const auto all = load_all_baselines(folder.path());
  ASSERT_TRUE(all) << all.error().what;
  ASSERT_EQ(all->rows.size(), 2U);
  EXPECT_EQ(all->rows[0].machine_class, "another-00000002");
  EXPECT_EQ(all->rows[1].machine_class, "cpu-00000001");
}

}  // namespace
}  // namespace tidegate::judge
