/// One output element while its terms stream by.
/// Decides: how `log` sums exponentials without overflow: a bound (the largest term so far) and
/// the sum of exp(term - bound). Refuses to know: where terms come from.
#pragma once

#include <cmath>

#include <semiring_matmul/algebra.hpp>

namespace semiring_matmul {

/// add() each term, then value(). Without terms value() is the identity, finished.
template <class A, class T>
struct Accumulator {
  T total = A::template identity<T>();

  KERNEL_FUNCTION void add(T term) { total = A::combine(total, term); }
  KERNEL_FUNCTION T value() const { return A::finish(total); }
};

/// A term of -inf adds nothing (so -inf - (-inf) is never formed), +inf gives +inf, NaN gives NaN.
/// Invariant: the true sum is sum * exp(bound); sum is 0 exactly when bound is -inf.
template <class T>
struct Accumulator<Log, T> {
  T bound = -infinity<T>;
  T sum = T(0);

  KERNEL_FUNCTION void add(T term) { merge({term, T(1)}); }

  /// Adds all that another accumulator has seen; the order of merges changes only the rounding.
  KERNEL_FUNCTION void merge(Accumulator other) {
    if (other.bound == -infinity<T>) return;
    if (other.bound == bound) {
      sum += other.sum;
    } else if (other.bound < bound) {
      sum += other.sum * std::exp(other.bound - bound);
    } else {
      sum = sum * std::exp(bound - other.bound) + other.sum;
      bound = other.bound;
    }
  }

  KERNEL_FUNCTION T value() const { return sum == T(0) ? bound : bound + std::log(sum); }
};

}  // namespace semiring_matmul
