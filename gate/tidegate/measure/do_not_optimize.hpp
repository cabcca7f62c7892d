/// What keeps the compiler from deleting or merging timed work.
/// Decides: that a value handed over counts as used, and that memory counts as read and written.
/// Refuses to know: clocks and loops. No instruction is emitted for either.
#pragma once

#include <type_traits>

namespace tidegate {

/// Memory may have been read and changed here: stores before it happen, loads after it reload.
inline void clobber_memory() { asm volatile("" : : : "memory"); }

/// `value` counts as used. Small values may stay in a register; everything else is in memory.
template <class T>
inline void do_not_optimize(const T& value) {
  if constexpr (std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(void*)) {
    asm volatile("" : : "r,m"(value) : "memory");
  } else {
    asm volatile("" : : "m"(value) : "memory");
  }
}

}  // namespace tidegate
