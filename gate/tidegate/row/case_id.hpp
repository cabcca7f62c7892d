/// Names of what is measured: a point of a case, by one provider, on one platform.
/// Decides: equality, order and the canonical text of these names.
/// Refuses to know: how a case is measured, and what any axis means.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate {

/// One coordinate: an integer (sizes), a real number, a word (algebra, dtype) or a switch.
using AxisValue = std::variant<std::int64_t, double, std::string, bool>;

/// The text of a value as it stands in `n=512,algebra=log`; reals in shortest exact form.
std::string axis_text(const AxisValue& value);

struct Axis {
  std::string name;
  AxisValue value;

  bool operator==(const Axis&) const = default;
};

/// One value for each axis of a case, in the order in which the case declares its axes.
/// Two points are the same point when their axes agree in any order.
struct Point {
  std::vector<Axis> axes;

  /// `n=512,algebra=log` in declared order, `-` for a case without axes: what people read.
  std::string text() const;
  /// The same with axes sorted by name: what machines compare.
  std::string canonical() const;
  /// The value of `name`, or nullptr when the point has no such axis.
  const AxisValue* find(std::string_view name) const;
};

/// Reads `n=512,algebra=log`: true/false become switches, whole numbers integers, other numbers
/// reals, the rest words. `-` and the empty text are the point without axes.
Outcome<Point> parse_point(std::string_view text);

/// What a row is about. Rows with equal keys may be compared; nothing else may.
struct Key {
  std::string case_name;
  Point point;
  std::string provider;
  std::string platform;

  /// `case[n=512,algebra=log] kokkos/serial`: what people read.
  std::string text() const;
  /// Canonical text, unique per key, whose order is the order of committed baselines.
  std::string canonical() const;

  bool operator==(const Key& other) const { return canonical() == other.canonical(); }
  bool operator<(const Key& other) const { return canonical() < other.canonical(); }
};

}  // namespace tidegate
