#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/waiver_text.hpp>

namespace tidegate::judge {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Waiver waiver_of(const std::string& row) {
  return {row, "warm_time", "until the rewrite", "2027-01-31"};
}

TEST(WaiverText, StandsAtTheEndAndLeavesEveryOtherByte) {
  const std::string before = "# ours\nversion=1   # caf\xc3\xa9\n\n\n[gate]\nundecided = 'pass'\n";
  const auto after = with_waivers(before, {waiver_of("c[n=1] a/serial")}, "t.toml");
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(*after, before +
                        "\n[[waiver]]\nrow = \"c[n=1] a/serial\"\nmetric = \"warm_time\"\n"
                        "reason = \"until the rewrite\"\nexpires = 2027-01-31\n");
}

TEST(WaiverText, KeepsTheLineEndsOfTheFileAndEndsItsLastLine) {
  const std::string before = "version = 1\r\n[gate]\r\nundecided = \"pass\"";
  const auto after = with_waivers(before, {waiver_of("a"), waiver_of("b")}, "t.toml");
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_THAT(*after, StartsWith(before + "\r\n\r\n[[waiver]]\r\nrow = \"a\"\r\n"));
  EXPECT_THAT(*after, EndsWith("expires = 2027-01-31\r\n"));
  for (std::size_t at = after->find('\n'); at != std::string::npos;
       at = after->find('\n', at + 1)) {
    EXPECT_EQ((*after)[at - 1], '\r');
  }
}

TEST(WaiverText, IsReadBackWhateverARowIsCalled) {
  for (const std::string row :
       {"a\"b", "back\\slash", "new\nline", "tab\there", "\x1b[31mred", "[[gate]]", "'''", "# x",
        "\xe2\x82\xac", "\u202eturned\u2066", "../../etc/passwd", "$(reboot)"}) {
    Waiver waiver = waiver_of(row);
    waiver.reason = row;
    const auto after = with_waivers("version = 1\n", {waiver}, "t.toml");
    ASSERT_TRUE(after) << row << after.error().what;
    const auto policy = parse_policy(*after, "t.toml");
    ASSERT_TRUE(policy) << policy.error().what;
    EXPECT_THAT(policy->waivers, ::testing::ElementsAre(waiver));
  }
}

TEST(WaiverText, NoRowIsShownAsAnotherOne) {
  const std::string text = waiver_form("a\u202eb\u2069c\u2028d\u0085e\u20ac", "warm_time");
  EXPECT_THAT(text, HasSubstr("\"a\\u202Eb\\u2069c\\u2028d\\u0085e\u20ac\""));
}

TEST(WaiverText, ARowIsWaivedOnce) {
  const auto once = with_waivers("version = 1\n", {waiver_of("a")}, "t.toml");
  ASSERT_TRUE(once);
  const auto twice = with_waivers(*once, {waiver_of("a")}, "t.toml");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().kind, ErrorKind::incompatible);
  EXPECT_THAT(twice.error().what, HasSubstr("until 2027-01-31"));
  Waiver of_another_metric = waiver_of("a");
  of_another_metric.metric = "peak_rss";
  EXPECT_TRUE(with_waivers(*once, {of_another_metric}, "t.toml"));
}

TEST(WaiverText, WhatWouldMeanSomethingElseIsRefused) {
  Waiver bad_day = waiver_of("a");
  bad_day.expires = "2027-02-31";
  Waiver two_lines = waiver_of("a");
  two_lines.expires = "2027-01-31\n[gate]\nmin = 5.0";
  Waiver no_text = waiver_of("a");
  no_text.reason = "\xff";
  for (const Waiver& waiver : {bad_day, two_lines, no_text}) {
    EXPECT_FALSE(with_waivers("version = 1\n", {waiver}, "t.toml")) << waiver.expires;
  }
  EXPECT_FALSE(with_waivers("version = 1\nwaiver = []\n", {waiver_of("a")}, "t.toml"));
  EXPECT_FALSE(with_waivers("version = 1\nmood = 3\n", {waiver_of("a")}, "t.toml"));
}

TEST(WaiverText, AFormIsNoWaiverYet) {
  const std::string form = waiver_form("c[n=1] a/serial", "warm_time");
  EXPECT_THAT(form, HasSubstr("row = \"c[n=1] a/serial\""));
  EXPECT_FALSE(parse_policy("version = 1\n" + form, "form"));
}

}  // namespace
}  // namespace tidegate::judge
