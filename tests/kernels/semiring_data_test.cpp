/// Inputs: seeded, normal, and of both kinds where they are boolean.
#include <cmath>
#include <numeric>

#include <common/generator.hpp>
#include <gtest/gtest.h>
#include <semiring_matmul/data.hpp>
#include <semiring_matmul/oracle.hpp>

namespace {

using kernels::Generator;
using semiring_matmul::Algebra;
using semiring_matmul::make_inputs;

TEST(SemiringData, GeneratorGivesThePublishedSequence) {
  // splitmix64 with seed 1234567: the reference output of its authors' C code.
  Generator generator(1234567);
  EXPECT_EQ(generator.word(), 6457827717110365317ULL);
  EXPECT_EQ(generator.word(), 3203168211198807973ULL);
  EXPECT_EQ(generator.word(), 9817491932198370423ULL);
}

TEST(SemiringData, EqualSeedsGiveEqualInputs) {
  const auto one = make_inputs<float>(Algebra::real, 5, 7, 3, 42);
  const auto same = make_inputs<float>(Algebra::real, 5, 7, 3, 42);
  const auto other = make_inputs<float>(Algebra::real, 5, 7, 3, 43);
  EXPECT_EQ(one.a.values, same.a.values);
  EXPECT_EQ(one.b.values, same.b.values);
  EXPECT_NE(one.a.values, other.a.values);
  EXPECT_NE(one.a.values.front(), one.b.values.front());
}

TEST(SemiringData, SingleIsTheRoundedDouble) {
  const auto wide = make_inputs<double>(Algebra::log, 4, 4, 4, 1);
  const auto narrow = make_inputs<float>(Algebra::log, 4, 4, 4, 1);
  for (std::size_t i = 0; i < wide.a.values.size(); ++i) {
    EXPECT_EQ(narrow.a.values[i], static_cast<float>(wide.a.values[i]));
  }
}

TEST(SemiringData, ElementsAreStandardNormal) {
  const auto inputs = make_inputs<double>(Algebra::real, 200, 200, 1, 0);
  const auto& x = inputs.a.values;
  const double count = static_cast<double>(x.size());
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / count;
  double squares = 0.0;
  double fourth = 0.0;
  for (const double value : x) {
    squares += value * value;
    fourth += value * value * value * value;
  }
  // Five standard errors of 40 000 draws each.
  EXPECT_NEAR(mean, 0.0, 5.0 / std::sqrt(count));
  EXPECT_NEAR(squares / count, 1.0, 5.0 * std::sqrt(2.0 / count));
  EXPECT_NEAR(fourth / count, 3.0, 5.0 * std::sqrt(96.0 / count));
}

TEST(SemiringData, BooleanInputsLeaveOutputsUndecided) {
  const auto inputs = make_inputs<float>(Algebra::boolean, 64, 64, 64, 0);
  for (const float value : inputs.a.values) EXPECT_TRUE(value == 0.0F || value == 1.0F);
  const auto out =
      semiring_matmul::oracle<float>(Algebra::boolean, inputs.a.view(), inputs.b.view());
  const double ones = std::accumulate(out.begin(), out.end(), 0.0);
  EXPECT_GT(ones, 0.3 * static_cast<double>(out.size()));
  EXPECT_LT(ones, 0.7 * static_cast<double>(out.size()));
}

TEST(SemiringData, NoInnerExtentGivesEmptyInputs) {
  const auto inputs = make_inputs<float>(Algebra::boolean, 3, 0, 2, 0);
  EXPECT_TRUE(inputs.a.values.empty());
  EXPECT_EQ(inputs.a.rows, 3U);
  EXPECT_EQ(inputs.b.columns, 2U);
}

}  // namespace
