/// The softmax of one row of scores in vector registers.
/// Decides: that a row is read in whole registers, its end padded with -inf, which has no weight.
/// Refuses to know: rows beside it, threads.
#pragma once

#include <cstddef>
#include <cstring>

#include <common/lanes.hpp>
#include <ell_aggregation/fold.hpp>
#include <ell_aggregation/reduction.hpp>

namespace ell_aggregation {

/// The first `count` lanes from memory, -inf behind them; nothing beyond is read.
template <class T>
kernels::Lanes<T> load_scores(const T* from, std::size_t count) {
  if (count >= kernels::lane_count<T>) return kernels::load(from);
  kernels::Lanes<T> lanes = kernels::broadcast(-infinity<T>);
  std::memcpy(&lanes, from, count * sizeof(T));
  return lanes;
}

template <class T>
void store_weights(const kernels::Lanes<T>& lanes, std::size_t count, T* to) {
  if (count >= kernels::lane_count<T>) return kernels::store(to, lanes);
  std::memcpy(to, &lanes, count * sizeof(T));
}

/// `weights`, but 0 where the score is padding: 0 divided by a total of NaN would be NaN.
template <class T>
kernels::Lanes<T> of_edges(const kernels::Lanes<T>& weights, const kernels::Lanes<T>& scores) {
  return scores == -infinity<T> ? kernels::Lanes<T>{} : weights;
}

/// The weights of `slots` scores. -inf is padding: its exponential is 0. A row of nothing else has
/// a largest score of -inf, which must not be subtracted.
template <class T>
void softmax_row(const T* scores, std::size_t slots, T* weights) {
  using Lanes = kernels::Lanes<T>;
  constexpr std::size_t lanes = kernels::lane_count<T>;
  Lanes largest = kernels::broadcast(-infinity<T>);
  for (std::size_t p = 0; p < slots; p += lanes) {
    largest = Max::combine(largest, load_scores(scores + p, slots - p));
  }
  const T bound = folded<Max, T>(largest);
  const T shift = bound == -infinity<T> ? T(0) : bound;
  Lanes sums{};
  for (std::size_t p = 0; p < slots; p += lanes) {
    const Lanes made = kernels::exponential<T>(load_scores(scores + p, slots - p) - shift);
    sums += made;
    store_weights(made, slots - p, weights + p);
  }
  if (bound == -infinity<T>) return;  // every weight is 0
  const T total = folded<Sum, T>(sums);
  if (slots <= lanes) {
    return store_weights<T>(of_edges<T>(sums / total, load_scores(scores, slots)), slots, weights);
  }
  for (std::size_t p = 0; p < slots; p += lanes) {
    const Lanes shares = load_scores<T>(weights + p, slots - p) / total;
    store_weights<T>(of_edges<T>(shares, load_scores(scores + p, slots - p)), slots - p,
                     weights + p);
  }
}

}  // namespace ell_aggregation
