#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/measure/state.hpp>

namespace tidegate {
namespace {

OutputDigest sums_of(const std::vector<double>& values) {
  measure::OutputSums sums;
  for (const double value : values) sums.add(value);
  return sums.result("fp64");
}

TEST(OutputSums, SumFiniteElementsAndCountTheOthers) {
  const double beyond = std::numeric_limits<double>::infinity();
  EXPECT_EQ(sums_of({3, -4, std::nan(""), -beyond, 0}),
            (OutputDigest{{5}, "fp64", 3, 2, 7, 25, 4}));
  EXPECT_EQ(sums_of({}), (OutputDigest{{0}, "fp64", 0, 0, 0, 0, 0}));
}

TEST(OutputSums, NeitherSignNorOrderChangesThem) {
  EXPECT_EQ(sums_of({1, -2, 4}), sums_of({-4, 1, 2}));
}

TEST(OutputSums, TypesHaveTheNamesOfTheirBits) {
  EXPECT_EQ(measure::dtype_name<float>(), "fp32");
  EXPECT_EQ(measure::dtype_name<double>(), "fp64");
  EXPECT_EQ(measure::dtype_name<std::int64_t>(), "int64");
  EXPECT_EQ(measure::dtype_name<unsigned char>(), "uint8");
  EXPECT_EQ(measure::dtype_name<bool>(), "bool");
}

/// What a State keeps of what a benchmark checks.
class StateDigest : public testing::Test {
 protected:
  void SetUp() override {
    state.measure([] { return 1; });
  }
  State state{Point{}, 1, [](const measure::Batch& batch, const measure::Fence&) {
                batch(1);
                return measure::Samples{};
              }};
};

/// Promises what check() asks for, and nothing else.
struct Indexed {
  std::size_t size() const { return 2; }
  float operator[](std::size_t i) const { return i == 0 ? 3.0F : -4.0F; }
};

TEST_F(StateDigest, IsOfAllElementsWhateverPartIsChecked) {
  const std::vector<float> out{1, 2, 3, 4};
  state.check_at(std::vector<std::size_t>{0}, out, [](std::size_t) { return 1.0; });
  ASSERT_TRUE(state.record().digest);
  EXPECT_EQ(*state.record().digest, (OutputDigest{{4}, "fp32", 4, 0, 10, 30, 4}));
}

TEST_F(StateDigest, NeedsNoIterators) {
  state.check(Indexed(), [](std::size_t i) { return i == 0 ? 3.0 : -4.0; });
  EXPECT_EQ(*state.record().digest, (OutputDigest{{2}, "fp32", 2, 0, 7, 25, 4}));
}

TEST_F(StateDigest, SeveralOutputsAreOne) {
  state.check(std::vector<double>{1}, std::vector<double>{1});
  state.output(std::array<int, 2>{2, -5});
  EXPECT_EQ(*state.record().digest, (OutputDigest{{3}, "fp64+int32", 3, 0, 8, 30, 5}));
}

TEST_F(StateDigest, IsAbsentWhereNothingWasChecked) {
  state.cannot_check(Fidelity::Reason::coupled);
  EXPECT_FALSE(state.record().digest);
}

}  // namespace
}  // namespace tidegate
