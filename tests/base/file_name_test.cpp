/// Names as files: what stays, what is spelled out, and that no two names meet in one file.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <tidegate/base/file_name.hpp>
#include <tidegate/base/fnv.hpp>

namespace tidegate {
namespace {

TEST(FileNameTest, PlainNamesStayAsTheyAre) {
  for (const char* name : {"semiring_matmul", "a+b", "a-b.c", "20261121T131500Z__abcdef0-2", "_"}) {
    EXPECT_EQ(safe_file_name(name), name);
  }
}

TEST(FileNameTest, OtherBytesAreSpelledOut) {
  EXPECT_EQ(safe_file_name("a/b"), "a%2Fb");
  EXPECT_EQ(safe_file_name("../x"), "%2E.%2Fx");
  EXPECT_EQ(safe_file_name(".hidden"), "%2Ehidden");
  EXPECT_EQ(safe_file_name("50%"), "50%25");
  EXPECT_EQ(safe_file_name("\xc3\xa9"), "%C3%A9");
  EXPECT_EQ(safe_file_name(std::string(1, '\0')), "%00");
  EXPECT_EQ(safe_file_name(""), "%");
}

TEST(FileNameTest, NoTwoNamesShareAFile) {
  const std::string letters = "a_+%./ 2F";
  std::set<std::string> names{safe_file_name("")};
  std::size_t tried = 1;
  for (const char first : letters) {
    names.insert(safe_file_name(std::string{first}));
    for (const char second : letters) {
      names.insert(safe_file_name(std::string{first, second}));
      for (const char third : letters) {
        names.insert(safe_file_name(std::string{first, second, third}));
        ++tried;
      }
      ++tried;
    }
    ++tried;
  }
  EXPECT_EQ(names.size(), tried);
}

TEST(FileNameTest, LongNamesFitAndStayApart) {
  const std::string fits(200, 'x');
  EXPECT_EQ(safe_file_name(fits), fits);
  const std::string one = safe_file_name(fits + "1");
  const std::string other = safe_file_name(fits + "2");
  EXPECT_EQ(one.size(), 200U);
  EXPECT_NE(one, other);
  EXPECT_EQ(one.substr(0, 100), fits.substr(0, 100));
  EXPECT_EQ(safe_file_name(std::string(90, '/')).size(), 200U);
}

// The vectors of the reference implementation (test_fnv.c): "", "a", "foobar".
TEST(FnvTest, GivesThePublishedValues) {
  EXPECT_EQ(fnv_1a(""), 0xcbf29ce484222325ULL);
  EXPECT_EQ(fnv_1a("a"), 0xaf63dc4c8601ec8cULL);
  EXPECT_EQ(fnv_1a("foobar"), 0x85944171f73967e8ULL);
}

}  // namespace
}  // namespace tidegate
