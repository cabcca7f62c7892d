/// How the messages of a row become one: the reductions, three of them each a struct without state.
///
/// | reduction | (+)                             | identity: the value of padding | aggregated |
/// | sum       | sum                             | 0                              | yes        |
/// | max       | max                             | -inf                           | yes        |
/// | min       | min                             | +inf                           | yes        |
/// | log       | log of the sum of exponentials  | -inf                           | no         |
/// | euclidean | root of the sum                 | none: nothing annihilates      | no         |
///
/// Decides: names, identities, combine. Refuses to know: messages, rows. log and euclidean are here
/// because an ELL matrix can be made for them; aggregating by them is refused (fault.hpp).
///
/// combine takes scalars and vectors of lanes alike. A comparison with NaN is false, so a NaN
/// message never wins a max or a min; a sum passes it on.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string_view>

#include <common/device_function.hpp>

namespace ell_aggregation {

enum class Reduction { sum, max, min, log, euclidean };

inline constexpr std::array<Reduction, 5> all_reductions = {
    Reduction::sum, Reduction::max, Reduction::min, Reduction::log, Reduction::euclidean};

/// Those that can be aggregated by.
inline constexpr std::array<Reduction, 3> aggregated = {Reduction::sum, Reduction::max,
                                                        Reduction::min};

/// A variable and not the library's function: device code may read it without special flags.
template <class T>
inline constexpr T infinity = std::numeric_limits<T>::infinity();

/// `sum`, `max`, `min`, `log`, `euclidean`.
std::string_view name_of(Reduction reduction);

/// The reduction of that name, or nothing.
std::optional<Reduction> reduction_named(std::string_view name);

/// What changes nothing, or nothing where there is no such value.
template <class T>
constexpr std::optional<T> identity_of(Reduction reduction) {
  switch (reduction) {
    case Reduction::max:
    case Reduction::log:
      return -infinity<T>;
    case Reduction::min:
      return infinity<T>;
    case Reduction::euclidean:
      return std::nullopt;
    case Reduction::sum:
      break;
  }
  return T(0);
}

struct Sum {
  template <class T>
  KERNEL_FUNCTION static constexpr T identity() {
    return T(0);
  }
  template <class V>
  KERNEL_FUNCTION static V combine(V total, V message) {
    return total + message;
  }
};

struct Max {
  template <class T>
  KERNEL_FUNCTION static constexpr T identity() {
    return -infinity<T>;
  }
  template <class V>
  KERNEL_FUNCTION static V combine(V total, V message) {
    return total < message ? message : total;
  }
};

struct Min {
  template <class T>
  KERNEL_FUNCTION static constexpr T identity() {
    return infinity<T>;
  }
  template <class V>
  KERNEL_FUNCTION static V combine(V total, V message) {
    return message < total ? message : total;
  }
};

/// Calls `f` with the struct of `reduction`, which is one of `aggregated`.
template <class F>
auto with_reduction(Reduction reduction, F&& f) {
  if (reduction == Reduction::max) return f(Max{});
  if (reduction == Reduction::min) return f(Min{});
  return f(Sum{});
}

}  // namespace ell_aggregation
