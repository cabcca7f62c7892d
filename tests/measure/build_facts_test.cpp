#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/build_facts.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::measure {
namespace {

class BuildFactsTest : public testing::Test {
 protected:
  ScratchFolder folder;

  Outcome<Provenance> facts_from(const std::string& text) {
    std::ofstream(folder / "bench.tidegate.json") << text;
    return build_facts(folder / "bench");
  }
};

TEST_F(BuildFactsTest, NoFileLeavesTheFactsUnknown) {
  const auto facts = build_facts(folder / "bench");
  ASSERT_TRUE(facts);
  EXPECT_EQ(*facts, Provenance{});
  EXPECT_TRUE(build_facts({}));
}

TEST_F(BuildFactsTest, TakesTextsAndSwitches) {
  const auto facts = facts_from(
      R"({"commit": "7a57be1", "dirty": true, "build_type": "Release", "cuda_version": null})");
  ASSERT_TRUE(facts) << facts.error().what;
  EXPECT_EQ((*facts)[Fact::commit], "7a57be1");
  EXPECT_EQ((*facts)[Fact::dirty], "true");
  EXPECT_EQ((*facts)[Fact::build_type], "Release");
  EXPECT_FALSE((*facts)[Fact::cuda_version]);
  EXPECT_FALSE((*facts)[Fact::compiler]);
}

TEST_F(BuildFactsTest, MalformedFilesAreErrors) {
  for (const char* text : {"", "{", "[]", "3", R"({"commmit": "7a57be1"})", R"({"commit": 7})",
                           R"({"commit": ["7a57be1"]})"}) {
    const auto facts = facts_from(text);
    ASSERT_FALSE(facts) << text;
    EXPECT_EQ(facts.error().kind, ErrorKind::bad_input) << text;
    EXPECT_THAT(facts.error().what, testing::HasSubstr("bench.tidegate.json")) << text;
  }
}

TEST(OwnExecutable, IsThisProgram) {
  EXPECT_EQ(own_executable().filename().string(), "test_measure");
}

}  // namespace
}  // namespace tidegate::measure
