/// One output on a CUDA device while its terms stream by, without branches.
/// Decides: which instructions add a term. Refuses to know: tiles, threads.
///
/// The same rules as in accumulator.hpp: NaN never wins a max or a min, a log term of -inf adds
/// nothing, +inf gives +inf.
#pragma once

#include <semiring_matmul/algebra.hpp>

namespace semiring_matmul::cuda {

template <class A, class T>
struct Output {
  T total = A::template identity<T>();

  __device__ void add(T x, T y) { total = A::combine(total, A::multiply(x, y)); }
  __device__ T value() const { return A::finish(total); }
};

/// fmax and fmin are one instruction where a comparison and a choice are two; they drop NaN as the
/// comparison does.
template <class T>
struct Output<MaxPlus, T> {
  T total = -infinity<T>;

  __device__ void add(T x, T y) { total = max(total, x + y); }
  __device__ T value() const { return total; }
};

template <class T>
struct Output<MinPlus, T> {
  T total = infinity<T>;

  __device__ void add(T x, T y) { total = min(total, x + y); }
  __device__ T value() const { return total; }
};

/// The largest term so far and the sum of exp(term - bound), with one exponential a term: of the
/// smaller less the larger one of bound and term.
template <class T>
struct Output<Log, T> {
  T bound = -infinity<T>;
  T sum = T(0);

  __device__ void add(T x, T y) {
    const T term = x + y;
    const bool rises = term > bound;
    const T larger = rises ? term : bound;
    const T smaller = rises ? bound : term;
    // Equal ones are taken out of the exponential: inf - inf would be NaN.
    const T share = smaller == larger ? T(1) : exp(smaller - larger);
    const T added = term == -infinity<T> ? T(0) : share;
    sum = rises ? sum * share + T(1) : sum + added;
    bound = larger;
  }
  __device__ T value() const { return sum == T(0) ? bound : bound + log(sum); }
};

}  // namespace semiring_matmul::cuda
