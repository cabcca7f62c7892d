#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/cpu_list.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;

TEST(CpuList, ReadsNumbersAndRangesOnceEachAndAscending) {
  EXPECT_THAT(*parse_cpu_list("3"), ElementsAre(3));
  EXPECT_THAT(*parse_cpu_list("4,0-2,1"), ElementsAre(0, 1, 2, 4));
  EXPECT_THAT(*parse_cpu_list("7-7"), ElementsAre(7));
}

TEST(CpuList, RefusesWhatIsNoList) {
  for (const char* text :
       {"", ",", "1,", "a", "1-", "-1", "5-2", "1 2", "0x1", "1024", "1-99999"}) {
    const auto read = parse_cpu_list(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::usage);
    EXPECT_FALSE(read.error().hint.empty());
  }
}

}  // namespace
}  // namespace tidegate::run
