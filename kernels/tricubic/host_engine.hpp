/// A batch on the cores of a CPU: a few blocks of queries a work item.
/// Decides: the edges: the last block is padded with its own last query, and what is out of range
/// is written over afterwards. Refuses to know: policies (run_state.hpp), the sums of a block.
#pragma once

#include <algorithm>

#include <Kokkos_Core.hpp>
#include <tricubic/point.hpp>
#include <tricubic/query_block.hpp>

namespace tricubic {

template <Output output, class T>
struct HostEngine {
  using Space = Kokkos::DefaultExecutionSpace;
  using Policy = Kokkos::RangePolicy<Space, Kokkos::IndexType<std::size_t>>;
  using Integers = typename Places<T>::Integers;
  static constexpr std::size_t lanes = lane_count<T>;
  static constexpr std::size_t item_length = Places<T>::length;

  Job<T> job;
  const T* cells;  ///< null: without a table

  std::uint64_t count() const {
    return over_items("tricubic: out of range", [this](std::size_t first, std::size_t end) {
      Integers out_of_range{};
      for (std::size_t i = first; i < end; i += lanes) {
        Lanes<T> x[axes];
        read(i, end, x);
        out_of_range += rejected(x, end - i);
      }
      return sum_of(out_of_range);
    });
  }

  std::uint64_t apply(Treatment treatment, bool /*is_known*/) const {
    if (treatment == Treatment::interpolate && cells != nullptr) {
      return over_items("tricubic", [this](std::size_t first, std::size_t end) {
        return interpolate(first, end);
      });
    }
    return over_items("tricubic", [this, treatment](std::size_t first, std::size_t end) {
      return one_by_one(first, end, treatment);
    });
  }

 private:
  /// The sum of item(first query, behind the last query) over all items.
  template <class F>
  std::uint64_t over_items(const char* label, F item) const {
    const std::size_t count = job.queries.count;
    std::uint64_t total = 0;
    Kokkos::parallel_reduce(
        label, Policy(0, (count + item_length - 1) / item_length),
        [item, count](const std::size_t index, std::uint64_t& sum) {
          sum += item(index * item_length, std::min(count, (index + 1) * item_length));
        },
        total);
    return total;
  }

  /// A block of queries from i on; lanes beyond `end` repeat the last query.
  void read(std::size_t i, std::size_t end, Lanes<T> (&x)[axes]) const {
    for (int axis = 0; axis < axes; ++axis) {
      const T* from = job.queries.x[axis] + i;
      x[axis] = end - i >= lanes ? load(from) : padded(from, end - i);
    }
  }

  [[gnu::noinline]] static Lanes<T> padded(const T* from, std::size_t inside) {
    alignas(register_bytes) T values[lanes];
    std::fill(std::copy_n(from, inside, values), values + lanes, from[inside - 1]);
    return load(values);
  }

  /// 1 in each lane whose query is out of range and among the first `inside`.
  static Integers only_inside(Integers accepted, std::size_t inside) {
    Integers out_of_range = (accepted + 1) & 1;
    for (std::size_t lane = inside; lane < lanes; ++lane) out_of_range[lane] = 0;
    return out_of_range;
  }
  Integers rejected(const Lanes<T> (&x)[axes], std::size_t inside) const {
    return only_inside(accepted_lanes(job.window, x), inside);
  }
  static std::uint64_t sum_of(Integers numbers) {
    std::uint64_t sum = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) sum += numbers[lane];
    return sum;
  }

  std::uint64_t interpolate(std::size_t first, std::size_t end) const {
    const CellFinder<T> finder(job.window, job.grid.range);
    Places<T> places;
    Integers out_of_range{};
    for (std::size_t i = first; i < end; i += lanes) {
      Lanes<T> x[axes];
      read(i, end, x);
      const Integers accepted = finder.find(x, places, i - first);
      out_of_range += only_inside(accepted, end - i);
    }
    for (std::size_t i = first; i < end; i += lanes) {
      write_sums(CellSums<T, output>(cells, places, i - first), i, std::min(lanes, end - i));
    }
    const std::uint64_t number = sum_of(out_of_range);
    if (number != 0) one_by_one(first, end, Treatment::interpolate);
    return number;
  }

  void write_sums(const CellSums<T, output>& sums, std::size_t i, std::size_t inside) const {
    T* to[1 + axes] = {job.results.value + i, nullptr, nullptr, nullptr};
    if constexpr (output == Output::gradient) {
      for (int axis = 0; axis < axes; ++axis) to[1 + axis] = job.results.slope[axis] + i;
    }
    if (inside == lanes) {
      sums.store_to(to);
      return;
    }
    alignas(register_bytes) T padded[1 + axes][lanes];
    T* aside[1 + axes] = {padded[0], padded[1], padded[2], padded[3]};
    sums.store_to(aside);
    for (std::size_t part = 0; part < sums.count; ++part) {
      std::copy_n(aside[part], inside, to[part]);
    }
  }

  std::uint64_t one_by_one(std::size_t first, std::size_t end, Treatment treatment) const {
    std::uint64_t out_of_range = 0;
    for (std::size_t i = first; i < end; ++i) {
      out_of_range += static_cast<std::uint64_t>(!treat_query<output>(job, treatment, i));
    }
    return out_of_range;
  }
};

}  // namespace tricubic
