/// What the product is, in double precision and in plain loops.
/// Decides: the values that every implementation is held against. Refuses to know: the structs,
/// accumulators and tiles of the implementations; it shares with them only the names and shapes.
///
/// log: m = -inf, s = 0; for each term v with M = max(m, v): s = s e^(m-M) + e^(v-M), m = M, where
/// e^(-inf-(-inf)) counts as 0 and e^(inf-inf) of the largest term as 1; the result is m + ln s,
/// or -inf when s = 0. NaN terms lose a max or a min and make every sum NaN.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/batch.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

/// The rows `rows` of C, one after the other, each of B's columns. Empty when the inner extents
/// differ or a row lies outside A.
template <class T>
std::vector<double> oracle_rows(Algebra algebra, MatrixView<const T> a, MatrixView<const T> b,
                                std::span<const std::size_t> rows);

/// All of C, row by row. Empty when the inner extents differ.
template <class T>
std::vector<double> oracle(Algebra algebra, MatrixView<const T> a, MatrixView<const T> b);

/// All matrices of a batch, one after the other. Empty when the plan has a fault or an array is not
/// as long as its extents say.
template <class T>
std::vector<double> oracle(Algebra algebra, const Tensor<T>& a, const Tensor<T>& b);

/// At most `count` rows of `rows`: the first, the last and one from each stratum between, drawn
/// with `seed`; ascending, without repetition.
std::vector<std::size_t> sampled_rows(std::size_t rows, std::size_t count, std::uint64_t seed);

}  // namespace semiring_matmul
