#include <gtest/gtest.h>

#include <tidegate/base/duration.hpp>

namespace tidegate {
namespace {

using namespace std::chrono_literals;

constexpr WallTime moment =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 1h + 2min + 3s;

TEST(Duration, SpellsOneMomentThreeWays) {
  EXPECT_EQ(iso_time(moment), "2026-11-21T01:02:03Z");
  EXPECT_EQ(iso_date(moment), "2026-11-21");
  EXPECT_EQ(compact_time(moment), "20261121T010203Z");
}

TEST(Duration, ReadsBackWhatItWrites) {
  const auto read = parse_iso_time(iso_time(moment));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, moment);
}

TEST(Duration, RefusesWhatIsNotATime) {
  for (const char* text : {"", "2026-11-21", "2026-02-30T00:00:00Z", "2026-11-21T25:00:00Z",
                           "2026-11-21T01:02:03", "2026-11-21T01:02:03Zx", "yesterday"}) {
    const auto read = parse_iso_time(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::bad_input);
    EXPECT_FALSE(read.error().hint.empty());
  }
}

}  // namespace
}  // namespace tidegate
