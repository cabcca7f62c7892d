/// The text of points and keys, and a point from its text.
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include <tidegate/base/finite.hpp>
#include <tidegate/row/case_id.hpp>

namespace tidegate {
namespace {

std::string real_text(double value) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

using AxisOrder = std::vector<const Axis*>;

AxisOrder declared_order(const std::vector<Axis>& axes) {
  AxisOrder order;
  order.reserve(axes.size());
  for (const Axis& axis : axes) order.push_back(&axis);
  return order;
}

void append_joined(std::string& text, const AxisOrder& axes) {
  if (axes.empty()) text += '-';
  for (const Axis* axis : axes) {
    if (axis != axes.front()) text += ',';
    text += axis->name;
    text += '=';
    text += axis_text(axis->value);
  }
}

void append_canonical(std::string& text, const Point& point) {
  AxisOrder order = declared_order(point.axes);
  std::sort(order.begin(), order.end(),
            [](const Axis* a, const Axis* b) { return a->name < b->name; });
  append_joined(text, order);
}

template <class Number>
bool reads_as(std::string_view text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

AxisValue value_from(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  std::int64_t whole = 0;
  if (reads_as(text, whole)) return whole;
  double real = 0;
  if (reads_as(text, real) && is_finite(real)) return real;
  return std::string(text);
}

tl::unexpected<Error> bad_point(std::string_view text, const std::string& reason) {
  return fail(ErrorKind::bad_input, fmt::format("'{}' is not a point: {}", text, reason),
              "Write it as n=512,algebra=log, or - for the point without axes.");
}

}  // namespace

std::string axis_text(const AxisValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return real_text(*real);
  if (const auto* word = std::get_if<std::string>(&value)) return *word;
  return std::get<bool>(value) ? "true" : "false";
}

std::string Point::text() const {
  std::string text;
  append_joined(text, declared_order(axes));
  return text;
}

std::string Point::canonical() const {
  std::string text;
  append_canonical(text, *this);
  return text;
}

const AxisValue* Point::find(std::string_view name) const {
  for (const Axis& axis : axes) {
    if (axis.name == name) return &axis.value;
  }
  return nullptr;
}

Outcome<Point> parse_point(std::string_view text) {
  Point point;
  if (text.empty() || text == "-") return point;
  std::string_view rest = text;
  while (true) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == part.size() ||
        part.find('=', equals + 1) != std::string_view::npos) {
      return bad_point(text, fmt::format("'{}' is not name=value", part));
    }
    const std::string_view name = part.substr(0, equals);
    if (point.find(name) != nullptr) {
      return bad_point(text, fmt::format("'{}' stands there twice", name));
    }
    point.axes.push_back({std::string(name), value_from(part.substr(equals + 1))});
    if (comma == std::string_view::npos) return point;
    rest.remove_prefix(comma + 1);
  }
}

std::string Key::text() const {
  return fmt::format("{}[{}] {}/{}", case_name, point.text(), provider, platform);
}

std::string Key::canonical() const {
  // A tab sorts before every letter, so that `a` comes before `ab`, and names never contain one.
  std::string text;
  text.reserve(case_name.size() + provider.size() + platform.size() + 24 * point.axes.size() + 4);
  text += case_name;
  text += '\t';
  append_canonical(text, point);
  text += '\t';
  text += provider;
  text += '\t';
  text += platform;
  return text;
}

}  // namespace tidegate
