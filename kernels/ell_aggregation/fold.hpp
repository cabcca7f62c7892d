/// One number of all lanes of a register.
/// Decides: that halves are combined with halves: lane by lane it would be sixteen steps, each of
/// which waits for the one before. Refuses to know: what is combined.
#pragma once

#include <array>
#include <bit>
#include <cstddef>

#include <common/lanes.hpp>

namespace ell_aggregation {

/// `bytes` bytes of lanes.
template <class T, std::size_t bytes>
struct Part {
  typedef T type __attribute__((vector_size(bytes)));
};

/// A::combine of all lanes, halves with halves.
template <class A, class T, std::size_t bytes = kernels::register_bytes>
T folded(const typename Part<T, bytes>::type& lanes) {
  if constexpr (bytes == 16) {
    T total = lanes[0];
    for (std::size_t i = 1; i < bytes / sizeof(T); ++i) total = A::combine(total, lanes[i]);
    return total;
  } else {
    using Half = typename Part<T, bytes / 2>::type;
    const auto halves = std::bit_cast<std::array<Half, 2>>(lanes);
    return folded<A, T, bytes / 2>(A::combine(halves[0], halves[1]));
  }
}

}  // namespace ell_aggregation
