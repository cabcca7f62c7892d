/// A batch on the cores of a CPU: a few blocks of queries a work item.
/// Decides: the edges: the last block is padded with its own last query, and queries out of range,
/// they alone, are written over afterwards. Refuses to know: policies (run_state.hpp), the sums of
/// a block.
#pragma once

#include <algorithm>
#include <cstring>

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
  static constexpr std::size_t parts = CellSums<T, output>::count;

  Job<T> job;
  const T* cells;  ///< null: without a table

  std::uint64_t count() const {
    return over_items("tricubic count", [this](std::size_t first, std::size_t end) {
      Tally tally;
      for (std::size_t i = first; i < end; i += lanes) {
        Lanes<T> x[axes];
        read(i, end, x);
        tally.add(accepted_lanes(job.window, x));
      }
      return tally.out_of_range(end - first);
    });
  }

  std::uint64_t apply(Treatment treatment, bool is_known) const {
    if (treatment == Treatment::interpolate && cells != nullptr) {
      return is_known ? interpolate_all<true>() : interpolate_all<false>();
    }
    return over_items("tricubic", [this, treatment](std::size_t first, std::size_t end) {
      return one_by_one(first, end, treatment);
    });
  }

 private:
  /// Counts what is out of range. Lanes behind the last query repeat it, and count for nothing.
  struct Tally {
    Integers minus_accepted{};
    Integers last{};
    std::size_t lanes_seen = 0;

    void add(Integers accepted) {
      minus_accepted += accepted;  // all bits: -1
      last = accepted;
      lanes_seen += lanes;
    }
    std::uint64_t out_of_range(std::size_t queries) const {
      std::uint64_t accepted = 0;
      for (std::size_t lane = 0; lane < lanes; ++lane) accepted += -minus_accepted[lane];
      const std::size_t padded = lanes_seen - queries;
      return lanes_seen - accepted - (last[lanes - 1] == 0 ? padded : 0);
    }
  };

  /// The sum of item(first query, behind the last query) over all items. A label of up to 15
  /// letters costs no memory of its own: that is seen when a call has one query.
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

  /// `all_accepted`: count() found nothing out of range.
  template <bool all_accepted>
  std::uint64_t interpolate_all() const {
    return over_items("tricubic", [this](std::size_t first, std::size_t end) {
      return interpolate<all_accepted>(first, end);
    });
  }

  template <bool all_accepted>
  std::uint64_t interpolate(std::size_t first, std::size_t end) const {
    const CellFinder<T> finder(job.window, job.grid.range);
    Places<T> places;
    Tally tally;
    Integers accepted[Places<T>::blocks];
    for (std::size_t i = first; i < end; i += lanes) {
      Lanes<T> x[axes];
      read(i, end, x);
      Integers& block = accepted[(i - first) / lanes];
      block = finder.template find<all_accepted>(x, places, i - first);
      tally.add(block);
    }
    alignas(register_bytes) T aside[1 + axes][lanes];  // of the last block, unless it is full
    for (std::size_t i = first; i < end; i += lanes) {
      T* to[1 + axes];
      for (std::size_t part = 0; part < parts; ++part) {
        to[part] = end - i < lanes ? aside[part] : result(part) + i;
      }
      CellSums<T, output>(cells, places, i - first).store_to(to);
    }
    const std::size_t rest = (end - first) % lanes;
    for (std::size_t part = 0; part < parts; ++part) {
      std::copy_n(aside[part], rest, result(part) + end - rest);
    }
    const std::uint64_t out_of_range = tally.out_of_range(end - first);
    if (out_of_range != 0) write_over_rejected(first, end, accepted);
    return out_of_range;
  }

  /// The other queries keep their bits: what a query gets must not hang on its neighbours, and one
  /// in a hundred out of range must not cost the vectors of all.
  void write_over_rejected(std::size_t first, std::size_t end, const Integers* accepted) const {
    const Integers all = ~Integers{};
    for (std::size_t i = first; i < end; i += lanes, ++accepted) {
      // Lanes of integers have no padding: NOLINTNEXTLINE(bugprone-suspicious-memory-comparison)
      if (std::memcmp(accepted, &all, sizeof all) == 0) continue;
      for (std::size_t lane = 0; lane < std::min(lanes, end - i); ++lane) {
        if ((*accepted)[lane] == 0) treat_query<output>(job, Treatment::interpolate, i + lane);
      }
    }
  }

  T* result(std::size_t part) const {
    return part == 0 ? job.results.value : job.results.slope[part - 1];
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
