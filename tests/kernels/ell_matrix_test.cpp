/// ELL matrices: what building, masking and self loops make, and what they refuse.
#include <ell_aggregation/data.hpp>
#include <ell_aggregation/ell.hpp>
#include <gtest/gtest.h>

namespace {

using ell_aggregation::all_reductions;
using ell_aggregation::Edge;
using ell_aggregation::Ell;
using ell_aggregation::Fault;
using ell_aggregation::infinity;
using ell_aggregation::LoopFill;
using ell_aggregation::Matrix;
using ell_aggregation::Reduction;
using Rows = std::vector<std::vector<Edge<double>>>;
using Indices = std::vector<std::int32_t>;
using Values = std::vector<double>;

/// Three rows over three columns: two edges, one, none.
const Rows& three_rows() {
  static const Rows rows = {{{2, 4.0}, {0, -1.0}}, {{1, 0.5}}, {}};
  return rows;
}

Ell<double> built(Reduction reduction, std::int32_t pad_column = 0) {
  Ell<double> ell;
  EXPECT_EQ(ell.build(three_rows(), 3, 2, reduction, pad_column), Fault::none);
  return ell;
}

TEST(EllMatrix, PaddingIsTheIdentityAtAValidColumn) {
  const Ell<double> sum = built(Reduction::sum, 1);
  EXPECT_EQ(sum.values().values, (Values{4.0, -1.0, 0.5, 0.0, 0.0, 0.0}));
  EXPECT_EQ(sum.indices().values, (Indices{2, 0, 1, 1, 1, 1}));
  EXPECT_EQ(built(Reduction::max).values().at(1, 1), -infinity<double>);
  EXPECT_EQ(built(Reduction::log).values().at(1, 1), -infinity<double>);
  EXPECT_EQ(built(Reduction::min).values().at(2, 0), infinity<double>);
  EXPECT_FALSE(sum.is_padding(0, 1));
  EXPECT_TRUE(sum.is_padding(1, 1));
}

TEST(EllMatrix, ListsThatDoNotFitAreRefused) {
  Ell<double> ell = built(Reduction::sum);
  EXPECT_EQ(ell.build(three_rows(), 3, 1, Reduction::sum), Fault::row_longer_than_width);
  EXPECT_EQ(ell.build(three_rows(), 3, 2, Reduction::sum, 3), Fault::pad_column_outside);
  EXPECT_EQ(ell.build(three_rows(), 3, 2, Reduction::sum, -1), Fault::pad_column_outside);
  EXPECT_EQ(ell.build(three_rows(), 2, 2, Reduction::sum), Fault::column_outside);
  EXPECT_EQ(ell.build({{{-1, 1.0}}}, 3, 2, Reduction::sum), Fault::column_outside);
  EXPECT_EQ(ell.build({{}}, 0, 1, Reduction::sum), Fault::pad_column_outside);
  EXPECT_EQ(ell.values().values, built(Reduction::sum).values().values);
}

TEST(EllMatrix, EuclideanHasNoPadding) {
  Ell<double> ell;
  EXPECT_EQ(ell.build(three_rows(), 3, 2, Reduction::euclidean), Fault::euclidean_cannot_be_padded);
  ASSERT_EQ(ell.build({{{0, 1.0}}, {{0, 0.0}}}, 2, 1, Reduction::euclidean), Fault::none);
  EXPECT_FALSE(ell.is_padding(1, 0));
  EXPECT_EQ(ell.mask_columns({true, true}), Fault::euclidean_cannot_be_padded);
}

TEST(EllMatrix, NoRowsOrNoSlotsNeedNoColumn) {
  Ell<double> ell;
  EXPECT_EQ(ell.build({}, 0, 4, Reduction::sum), Fault::none);
  EXPECT_EQ(ell.build({{}, {}}, 0, 0, Reduction::max), Fault::none);
  EXPECT_EQ(ell.rows(), 2U);
  EXPECT_EQ(ell.slots(), 0U);
}

TEST(EllMatrix, ArraysThatDoNotFitAreRefused) {
  Ell<double> ell;
  const Matrix<double> values(2, 3);
  const auto indices = [](std::size_t rows, std::size_t slots, std::int32_t every) {
    Matrix<std::int32_t> made(rows, slots);
    made.values.assign(made.values.size(), every);
    return made;
  };
  EXPECT_EQ(ell.assign(values, indices(2, 2, 0), 4, Reduction::sum),
            Fault::values_and_indices_differ);
  EXPECT_EQ(ell.assign(values, indices(3, 2, 0), 4, Reduction::sum),
            Fault::values_and_indices_differ);
  EXPECT_EQ(ell.assign(values, indices(2, 3, 4), 4, Reduction::sum), Fault::column_outside);
  EXPECT_EQ(ell.assign(values, indices(2, 3, -1), 4, Reduction::sum), Fault::column_outside);
  EXPECT_EQ(ell.rows(), 0U);
  EXPECT_EQ(ell.assign(values, indices(2, 3, 3), 4, Reduction::sum), Fault::none);
}

TEST(EllMatrix, MaskedColumnsBecomePadding) {
  Ell<double> ell = built(Reduction::max);
  EXPECT_EQ(ell.mask_columns({true, true}), Fault::mask_of_wrong_length);
  ASSERT_EQ(ell.mask_columns({true, false, false}), Fault::none);
  const double none = -infinity<double>;
  EXPECT_EQ(ell.values().values, (Values{none, -1.0, none, none, none, none}));
  EXPECT_EQ(ell.indices().values, (Indices{2, 0, 1, 0, 0, 0}));
}

TEST(EllMatrix, SelfLoopsAreOneMoreSlot) {
  const auto loops = [](Reduction reduction, LoopFill fill) {
    Ell<double> ell = built(reduction);
    EXPECT_EQ(ell.add_self_loops(fill), Fault::none);
    EXPECT_EQ(ell.slots(), 3U);
    EXPECT_EQ(ell.values().at(0, 1), -1.0);
    Values last;
    for (std::size_t row = 0; row < 3; ++row) {
      EXPECT_EQ(ell.indices().at(row, 2), static_cast<std::int32_t>(row));
      last.push_back(ell.values().at(row, 2));
    }
    return last;
  };
  EXPECT_EQ(loops(Reduction::max, LoopFill::mean), (Values{1.5, 0.5, -infinity<double>}));
  EXPECT_EQ(loops(Reduction::min, LoopFill::add), (Values{3.0, 0.5, 0.0}));
  EXPECT_EQ(loops(Reduction::sum, LoopFill::mean), (Values{1.5, 0.5, 0.0}));
  EXPECT_EQ(loops(Reduction::max, LoopFill::zero), (Values{0.0, 0.0, 0.0}));
}

TEST(EllMatrix, SelfLoopsNeedASquareMatrix) {
  Ell<double> ell;
  ASSERT_EQ(ell.build(three_rows(), 4, 2, Reduction::sum), Fault::none);
  EXPECT_EQ(ell.add_self_loops(LoopFill::add), Fault::not_square);
  ASSERT_EQ(ell.build({{}}, 1, 0, Reduction::euclidean), Fault::none);
  EXPECT_EQ(ell.add_self_loops(LoopFill::mean), Fault::euclidean_cannot_be_padded);
  EXPECT_EQ(ell.slots(), 0U);
}

TEST(EllMatrix, ReductionNamesAreReadBack) {
  for (const Reduction reduction : all_reductions) {
    EXPECT_EQ(ell_aggregation::reduction_named(name_of(reduction)), reduction);
  }
  EXPECT_FALSE(ell_aggregation::reduction_named("mean").has_value());
}

TEST(EllData, EqualSeedsGiveEqualInputsOfAllReductions) {
  const auto one = ell_aggregation::make_inputs<double>(Reduction::sum, 50, 3, 4, 5, 9);
  const auto same = ell_aggregation::make_inputs<double>(Reduction::max, 50, 3, 4, 5, 9);
  const auto other = ell_aggregation::make_inputs<double>(Reduction::sum, 50, 3, 4, 5, 10);
  EXPECT_EQ(one.ell.indices().values, same.ell.indices().values);
  EXPECT_EQ(one.ell.values().values, same.ell.values().values);
  EXPECT_EQ(one.features.values, same.features.values);
  EXPECT_EQ(one.weights.values, same.weights.values);
  EXPECT_EQ(same.ell.padded_for(), Reduction::max);
  EXPECT_NE(one.ell.indices().values, other.ell.indices().values);
  EXPECT_NE(one.features.values, other.features.values);
}

TEST(EllData, SingleIsTheRoundedDouble) {
  const auto wide = ell_aggregation::make_inputs<double>(Reduction::min, 9, 2, 3, 4, 1);
  const auto narrow = ell_aggregation::make_inputs<float>(Reduction::min, 9, 2, 3, 4, 1);
  EXPECT_EQ(wide.ell.indices().values, narrow.ell.indices().values);
  for (std::size_t i = 0; i < wide.weights.values.size(); ++i) {
    EXPECT_EQ(narrow.weights.values[i], static_cast<float>(wide.weights.values[i]));
  }
}

}  // namespace
