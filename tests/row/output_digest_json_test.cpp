#include <gtest/gtest.h>

#include <tidegate/row/output_digest_json.hpp>

namespace tidegate {
namespace {

const TextSource source{"rows.jsonl", 3};

AttemptRow row_with(const std::string& output) {
  AttemptRow row;
  row.unknown = {{{"note"}, "\"of somebody else\""}, {{"output"}, output}};
  return row;
}

std::string flaw_of(const std::string& output) {
  const auto digest = output_digest(row_with(output), source);
  return digest ? "none" : digest.error().what;
}

TEST(OutputDigest, IsReadFromTheRow) {
  const auto digest = output_digest(
      row_with(R"({"shape": [2, 3], "dtype": "fp32", "finite": 5, "nonfinite": 1, "l1": 10.5,
                   "l2_squared": 91, "linf": 7.5, "more": true})"),
      source);
  ASSERT_TRUE(digest) << digest.error().what;
  EXPECT_EQ(**digest, (OutputDigest{{2, 3}, "fp32", 5, 1, 10.5, 91, 7.5}));
}

TEST(OutputDigest, IsNothingWhereTheRowSaysNothing) {
  const auto digest = output_digest(AttemptRow(), source);
  ASSERT_TRUE(digest);
  EXPECT_FALSE(*digest);
}

TEST(OutputDigest, KeepsWhatItWrites) {
  AttemptRow row;
  const OutputDigest digest{{}, "fp64", 1, 0, 2.5, 6.25, 2.5};
  keep_output_digest(row, digest);
  const auto back = output_digest(row, source);
  ASSERT_TRUE(back);
  EXPECT_EQ(**back, digest);
}

TEST(OutputDigest, WhatCannotBeIsRefusedByName) {
  EXPECT_EQ(flaw_of("3"), "rows.jsonl:3: output is 3 but must be an object");
  EXPECT_NE(flaw_of("{}").find("output.shape"), std::string::npos);
  const auto with = [](const std::string& shape, const std::string& rest) {
    return flaw_of(R"({"dtype": "fp32", "finite": 6, "nonfinite": 0, "l1": 1, "l2_squared": 1, )"
                   R"("shape": )" +
                   shape + ", " + rest + "}");
  };
  EXPECT_EQ(with("[2, 3]", R"("linf": 1)"), "none");
  EXPECT_NE(with("[2, 2]", R"("linf": 1)").find("4 elements, but 6"), std::string::npos);
  EXPECT_NE(with("[2, -3]", R"("linf": 1)").find("output.shape"), std::string::npos);
  EXPECT_NE(with("6", R"("linf": 1)").find("must be an array"), std::string::npos);
  EXPECT_NE(with("[2, 3]", R"("linf": -1)").find("below 0"), std::string::npos);
  EXPECT_NE(with("[4294967296, 4294967296, 6]", R"("linf": 1)").find("elements"),
            std::string::npos);
}

}  // namespace
}  // namespace tidegate
