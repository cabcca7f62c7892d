#include <cmath>
#include <cstdlib>
#include <limits>

#include <gtest/gtest.h>

#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(QuantityText, RoughTimesAreRoundedUp) {
  EXPECT_EQ(rough_time_text(-1), "0 s");
  EXPECT_EQ(rough_time_text(0.1), "1 s");
  EXPECT_EQ(rough_time_text(99), "99 s");
  EXPECT_EQ(rough_time_text(99.5), "2 min");
  EXPECT_EQ(rough_time_text(5940), "99 min");
  EXPECT_EQ(rough_time_text(5941), "1 h 40 min");
  EXPECT_EQ(rough_time_text(1.0 / 0.0), "a very long time");
}

TEST(QuantityText, SecondsHaveFourDigitsAndAPrefix) {
  EXPECT_EQ(seconds_text(1.2341e-3), "1.234 ms");
  EXPECT_EQ(seconds_text(12.345e-6), "12.35 µs");
  EXPECT_EQ(seconds_text(950e-9), "950.0 ns");
  EXPECT_EQ(seconds_text(0.25e-9), "0.2500 ns");
  EXPECT_EQ(seconds_text(1234.5), "1234 s");
  EXPECT_EQ(seconds_text(98765), "98765 s");
  EXPECT_EQ(seconds_text(0), "0 s");
  EXPECT_EQ(seconds_text(nan), "n/a");
  EXPECT_EQ(seconds_text(infinity), "n/a");
}

TEST(QuantityText, RoundingUpPicksTheNextPrefix) {
  EXPECT_EQ(seconds_text(999.96e-6), "1.000 ms");
  EXPECT_EQ(seconds_text(999.94e-6), "999.9 µs");
  EXPECT_EQ(seconds_text(9.9996e-3), "10.00 ms");
  EXPECT_EQ(seconds_text(1e-3), "1.000 ms");
  EXPECT_EQ(seconds_text(1e-9), "1.000 ns");
  EXPECT_EQ(rate_text(999.96e6, "B/s"), "1.000 GB/s");
}

TEST(QuantityText, BytesAreBinary) {
  EXPECT_EQ(bytes_text(512), "512 B");
  EXPECT_EQ(bytes_text(1536), "1.500 KiB");
  EXPECT_EQ(bytes_text(411.0 * 1048576), "411.0 MiB");
  EXPECT_EQ(bytes_text(0), "0 B");
  EXPECT_EQ(bytes_text(nan), "n/a");
}

TEST(QuantityText, RatesAreDecimal) {
  EXPECT_EQ(rate_text(12.34e9, "B/s"), "12.34 GB/s");
  EXPECT_EQ(rate_text(1.5e9, "flop/s"), "1.500 GFLOP/s");
  EXPECT_EQ(rate_text(2e6, "1/s"), "2.000 M/s");
  EXPECT_EQ(value_text(3e12, "elem/s"), "3.000 Telem/s");
}

TEST(QuantityText, ValuesFollowTheirUnit) {
  EXPECT_EQ(value_text(0.5, "s"), "500.0 ms");
  EXPECT_EQ(value_text(2048, "B"), "2.000 KiB");
  EXPECT_EQ(value_text(0.75, "x tolerance"), "0.7500 x tolerance");
  EXPECT_EQ(value_text(42, ""), "42.00");
  EXPECT_EQ(value_text(nan, "s"), "n/a");
}

TEST(QuantityText, ChangesCarryTheirSign) {
  EXPECT_EQ(ratio_text(1.0339), "1.034");
  EXPECT_EQ(change_text(1.034), "+3.4 %");
  EXPECT_EQ(change_text(0.5), "-50.0 %");
  EXPECT_EQ(change_text(1), "0.0 %");
  EXPECT_EQ(change_text(0.9996), "0.0 %");
  EXPECT_EQ(change_text(12.5), "+1150 %");
  EXPECT_EQ(change_text(nan), "n/a");
  EXPECT_EQ(interval_text(1.012, 1.045), "[+1.2, +4.5] %");
  EXPECT_EQ(interval_text(0.99, infinity), "[-1.0, +inf] %");
  EXPECT_EQ(interval_text(nan, 1), "n/a");
  EXPECT_EQ(percent_text(0.024), "2.4 %");
}

TEST(QuantityText, NothingReadsAsIfItWereBeyondItsLimit) {
  EXPECT_EQ(change_text(1.083, 1.1), "+8.3 %");
  EXPECT_EQ(change_text(1.0999, 1.1), "+9.99 %");
  EXPECT_EQ(change_text(1.09999, 1.1), "+9.999 %");
  EXPECT_EQ(change_text(1.1001, 1.1), "+10.01 %");
  EXPECT_EQ(change_text(0.9, 1.1), "-10.0 %");
  // The limit itself reads as it: exactly, and where the last bit of a quotient got lost.
  EXPECT_EQ(change_text(1.1, 1.1), "+10.0 %");
  EXPECT_EQ(change_text(std::nextafter(1.1, 0), 1.1), "+10.0 %");
  EXPECT_EQ(change_text(1.0375, 1.0375), "+3.75 %");
  // 1.1504 rounds to the other side of 1.1502 with one decimal less, too.
  EXPECT_EQ(ratio_text(1.1504, 1.1502), "1.1504");
  EXPECT_EQ(ratio_text(1.0999, 1.1), "1.0999");
  EXPECT_EQ(ratio_text(1.0339, 1.1), "1.034");
  EXPECT_EQ(change_text(15.006, 15.008), "+1400.6 %");
  EXPECT_EQ(change_text(1.1 + 1e-8, 1.1), "+10.000001 %");
  EXPECT_EQ(change_text(nan, 1.1), "n/a");
  EXPECT_EQ(ratio_text(infinity, 1.1), "n/a");
}

TEST(QuantityText, AnIntervalHoldsItsEstimateBesideTheirLimit) {
  EXPECT_EQ(interval_text(1.0999, 1.0999, 1.1), "[+9.99, +9.99] %");
  EXPECT_EQ(interval_text(1.0832, 1.1002, 1.1), "[+8.3, +10.02] %");
  EXPECT_EQ(interval_text(0.99, infinity, 1.1), "[-1.0, +inf] %");
  EXPECT_EQ(interval_text(nan, 1, 1.1), "n/a");
  EXPECT_EQ(change_text(1.0999, 1.2, 1.1), "+9.99 %");
  EXPECT_EQ(change_text(1.1999, 1.2, 1.1), "+19.99 %");
  EXPECT_EQ(change_text(1.0832, 1.2, 1.1), "+8.3 %");
  // Digits are chosen for each number alone: no order of two numbers may turn over by it.
  for (const double limit : {1.02, 1.0375, 1.1, 1.25}) {
    double before = -100;
    for (double ratio = limit - 0.003; ratio < limit + 0.003; ratio += 0.00001) {
      const double shown = std::strtod(change_text(ratio, limit).c_str(), nullptr);
      EXPECT_GE(shown, before) << ratio << " beside " << limit;
      before = shown;
    }
  }
}

TEST(QuantityText, ProbabilitiesAndCounts) {
  EXPECT_EQ(p_value_text(0.0123), "0.012");
  EXPECT_EQ(p_value_text(0.00009), "<0.0001");
  EXPECT_EQ(p_value_text(1), "1");
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(count_text(14760), "14,760");
  EXPECT_EQ(count_text(1234567), "1,234,567");
  EXPECT_EQ(counted(1, "pair"), "1 pair");
  EXPECT_EQ(counted(12, "pair"), "12 pairs");
}

TEST(QuantityText, ForMachines) {
  EXPECT_EQ(exact_text(0.1), "0.1");
  EXPECT_EQ(exact_text(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(exact_text(nan), "nan");
  EXPECT_EQ(coordinate_text(12.504), "12.5");
  EXPECT_EQ(coordinate_text(-0.001), "0");
  EXPECT_EQ(coordinate_text(100), "100");
}

TEST(QuantityText, AxesShareOneUnit) {
  EXPECT_EQ(axis_unit(0.9e-3, "s").name, "µs");
  EXPECT_DOUBLE_EQ(axis_unit(0.9e-3, "s").factor, 1e6);
  EXPECT_EQ(axis_unit(3.0 * 1048576, "B").name, "MiB");
  EXPECT_EQ(axis_unit(7, "m").name, "m");
  EXPECT_EQ(tick_text(1.25, 0.05), "1.25");
  EXPECT_EQ(tick_text(20, 10), "20");
  EXPECT_EQ(tick_text(-1e-12, 0.5), "0");
}

TEST(QuantityText, SizesAndExponents) {
  EXPECT_EQ(size_text(65536), "65,536");
  EXPECT_EQ(size_text(999999), "999,999");
  EXPECT_EQ(size_text(16777216), "16.78 M");
  EXPECT_EQ(size_text(2.4e9), "2.400 G");
  EXPECT_EQ(size_text(-1), "n/a");
  EXPECT_EQ(exponent_text(2.976), "2.98");
}

}  // namespace
}  // namespace tidegate::render
