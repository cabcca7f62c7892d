/// A timed operation, erased to "run it n times".
/// Decides: what the timed loop looks like. The type is erased once a batch and not once a call,
/// so that an iteration costs what an iteration of a plain loop costs.
/// Refuses to know: clocks.
#pragma once

#include <cstdint>
#include <functional>
#include <type_traits>

#include <tidegate/measure/do_not_optimize.hpp>

namespace tidegate::measure {

/// Runs the operation `iterations` times.
using Batch = std::function<void(std::uint64_t iterations)>;

/// Returns when everything that was launched has finished. Empty: nothing to wait for.
using Fence = std::function<void()>;

/// The timed loop. A result is consumed; without one, memory counts as read after each call, so
/// that two calls are never merged into one.
template <class F>
inline void repeat(F& call, std::uint64_t iterations) {
  // Short straight bodies are laid out twice: a processor may take a branch only every other cycle.
  // GCC never does this to a body that has a loop, so that kernels are compiled once, as written.
  // nvcc does not know the pragma.
#if defined(__GNUC__) && !defined(__clang__) && !defined(__CUDACC__)
#pragma GCC unroll 2
#endif
  for (; iterations != 0; --iterations) {
    if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
      call();
      clobber_memory();
    } else {
      do_not_optimize(call());
    }
  }
}

/// The batch of `call`, which must outlive it.
template <class F>
Batch batch_of(F& call) {
  return [&call](std::uint64_t iterations) { repeat(call, iterations); };
}

}  // namespace tidegate::measure
