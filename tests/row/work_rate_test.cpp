#include <limits>

#include <gtest/gtest.h>

#include <tidegate/row/work_rate.hpp>

namespace tidegate {
namespace {

const Work work{/*bytes=*/800, /*flops=*/100, /*elements=*/25};

TEST(WorkRate, IsTheAmountOverTheTime) {
  EXPECT_EQ(work_rate(work, RateOf::bytes, 0.5), 1600.0);
  EXPECT_EQ(work_rate(work, RateOf::flops, 0.5), 200.0);
  EXPECT_EQ(work_rate(work, RateOf::elements, 0.5), 50.0);
}

TEST(WorkRate, WithoutWorkThereIsNone) {
  for (const RateOf rate : {RateOf::none, RateOf::bytes, RateOf::flops, RateOf::elements}) {
    EXPECT_FALSE(work_rate(Work{}, rate, 1)) << static_cast<int>(rate);
    EXPECT_FALSE(work_rate(Work{0, 0, 0}, rate, 1)) << "0 means that nobody counts it";
  }
  EXPECT_FALSE(work_rate(work, RateOf::none, 1));
}

TEST(WorkRate, WithoutATimeThereIsNone) {
  for (const double seconds : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_FALSE(work_rate(work, RateOf::bytes, seconds)) << seconds;
  }
  EXPECT_FALSE(work_rate(work, RateOf::bytes, 1e-300)) << "1e303 B/s could not be read back";
}

}  // namespace
}  // namespace tidegate
