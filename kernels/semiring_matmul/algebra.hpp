/// The six algebras of C_ij = (+)_p A_ip (x) B_pj, each one a struct without state.
///
/// | algebra   | (x)      | (+)                      | identity of (+) |
/// | real      | x * y    | sum                      | 0               |
/// | log       | x + y    | log of the sum of exp    | -inf            |
/// | max_plus  | x + y    | max                      | -inf            |
/// | min_plus  | x + y    | min                      | +inf            |
/// | boolean   | and      | or                       | 0 (false)       |
/// | euclidean | (x-y)^2  | sum, then sqrt at the end| 0               |
///
/// Decides: multiply, combine, finish. Refuses to know: loops, threads, how `log` keeps its sum
/// in range (accumulator.hpp, log_block.hpp). Euclidean is no semiring: nothing annihilates, so no
/// kernel may pad the inner extent. Boolean inputs are true where they are not 0 (NaN is, as in C);
/// its outputs are 0 or 1.
///
/// multiply and combine take scalars and vectors of lanes alike. A comparison with NaN is false,
/// so a NaN term (inf - inf) never wins a max or a min; sums pass NaN on.
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include <common/device_function.hpp>

namespace semiring_matmul {

enum class Algebra { real, log, max_plus, min_plus, boolean, euclidean };

inline constexpr std::array<Algebra, 6> all_algebras = {Algebra::real,     Algebra::log,
                                                        Algebra::max_plus, Algebra::min_plus,
                                                        Algebra::boolean,  Algebra::euclidean};

/// A variable and not the library's function: device code may read it without special flags.
template <class T>
inline constexpr T infinity = std::numeric_limits<T>::infinity();

/// `real`, `log`, `max_plus`, `min_plus`, `boolean`, `euclidean`.
std::string_view name_of(Algebra algebra);

/// The algebra of that name, or nothing.
std::optional<Algebra> algebra_named(std::string_view name);

/// What every algebra ends with unless it says otherwise.
struct FinishAsIs {
  template <class T>
  KERNEL_FUNCTION static T finish(T total) {
    return total;
  }
};

/// Identity 0, sum.
struct SumOfTerms {
  template <class T>
  KERNEL_FUNCTION static constexpr T identity() {
    return T(0);
  }
  template <class V>
  KERNEL_FUNCTION static V combine(V total, V term) {
    return total + term;
  }
};

struct Real : SumOfTerms, FinishAsIs {
  template <class V>
  KERNEL_FUNCTION static V multiply(V x, V y) {
    return x * y;
  }
};

struct MaxPlus : FinishAsIs {
  template <class T>
  KERNEL_FUNCTION static constexpr T identity() {
    return -infinity<T>;
  }
  template <class V>
  KERNEL_FUNCTION static V multiply(V x, V y) {
    return x + y;
  }
  template <class V>
  KERNEL_FUNCTION static V combine(V total, V term) {
    return total < term ? term : total;
  }
};

struct MinPlus : FinishAsIs {
  template <class T>
  KERNEL_FUNCTION static constexpr T identity() {
    return infinity<T>;
  }
  template <class V>
  KERNEL_FUNCTION static V multiply(V x, V y) {
    return x + y;
  }
  template <class V>
  KERNEL_FUNCTION static V combine(V total, V term) {
    return term < total ? term : total;
  }
};

/// Terms are 0 or 1: `or` of them is max.
struct Boolean : FinishAsIs {
  /// 0 or 1: what an input means.
  template <class T>
  KERNEL_FUNCTION static T truth(T x) {
    return x != T(0) ? T(1) : T(0);
  }

  template <class T>
  KERNEL_FUNCTION static constexpr T identity() {
    return T(0);
  }
  template <class T>
  KERNEL_FUNCTION static T multiply(T x, T y) {
    return x != T(0) && y != T(0) ? T(1) : T(0);
  }
  template <class V>
  KERNEL_FUNCTION static V combine(V total, V term) {
    return total < term ? term : total;
  }
};

struct Euclidean : SumOfTerms {
  template <class V>
  KERNEL_FUNCTION static V multiply(V x, V y) {
    const V difference = x - y;
    return difference * difference;
  }
  /// Rounding may leave a sum just below zero; NaN stays NaN.
  template <class T>
  KERNEL_FUNCTION static T finish(T total) {
    return std::sqrt(total < T(0) ? T(0) : total);
  }
};

/// No combine: a sum of exponentials needs a bound and a sum, not one number.
struct Log {
  template <class V>
  KERNEL_FUNCTION static V multiply(V x, V y) {
    return x + y;
  }
};

/// Calls `f` with the struct of `algebra`, so that loops are compiled once for each.
template <class F>
auto with_algebra(Algebra algebra, F&& f) {
  switch (algebra) {
    case Algebra::log:
      return f(Log{});
    case Algebra::max_plus:
      return f(MaxPlus{});
    case Algebra::min_plus:
      return f(MinPlus{});
    case Algebra::boolean:
      return f(Boolean{});
    case Algebra::euclidean:
      return f(Euclidean{});
    case Algebra::real:
      break;
  }
  return f(Real{});
}

}  // namespace semiring_matmul
