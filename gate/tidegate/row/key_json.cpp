/// Points and keys to JSON and back.
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/row/key_json.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate {
namespace {

std::string_view view(boost::json::string_view text) { return {text.data(), text.size()}; }

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char letter) { return static_cast<unsigned char>(letter) < 0x20U; });
}

/// Axis names and words must survive `name=value,name=value`.
bool fits_a_point(std::string_view text) {
  return !text.empty() && !has_control(text) && text.find_first_of(",=") == std::string_view::npos;
}

std::optional<AxisValue> axis_value(const Json& json) {
  if (const auto* whole = json.if_int64()) return *whole;
  if (const auto* real = json.if_double()) return *real;
  if (const auto* flag = json.if_bool()) return *flag;
  const auto* word = json.if_string();
  if (word == nullptr || !fits_a_point(view(*word))) return std::nullopt;
  return std::string(view(*word));
}

void fill_point(JsonObject& object, const Point& point) {
  object.reserve(point.axes.size());
  for (const Axis& axis : point.axes) {
    std::visit([&](const auto& held) { object.emplace(axis.name, held); }, axis.value);
  }
}

}  // namespace

std::string read_name(ObjectReader& row, std::string_view name) {
  std::string text = row.text(name);
  if (text.empty()) row.complain(name, "is empty");
  if (has_control(text)) row.complain(name, "contains a control character");
  return text;
}

Point read_point(const Json& json, ObjectReader& row) {
  Point point;
  const auto* object = json.if_object();
  if (object == nullptr) {
    row.mistyped("point", json, "an object");
    return point;
  }
  ObjectReader reader(*object, row, "point");
  point.axes.reserve(object->size());
  for (const auto& member : *object) {
    const std::string_view axis = view(member.key());
    auto value = axis_value(member.value());
    if (!value) {
      reader.mistyped(axis, member.value(),
                      "a number, true, false or a word without comma and equals sign");
      return point;
    }
    if (!fits_a_point(axis)) {
      reader.complain("", fmt::format("has an axis named '{}': names have no comma, no equals "
                                      "sign and at least one letter",
                                      axis));
    }
    point.axes.push_back({std::string(axis), std::move(*value)});
  }
  return point;
}

Key read_key(ObjectReader& row) {
  Key key;
  key.case_name = read_name(row, "case");
  const Json* point = row.require("point");
  if (point != nullptr) key.point = read_point(*point, row);
  key.provider = read_name(row, "provider");
  key.platform = read_name(row, "platform");
  return key;
}

void add_key(JsonObject& row, const Key& key) {
  row.emplace("case", key.case_name);
  fill_point(row.emplace("point", boost::json::object_kind).first->value().get_object(), key.point);
  row.emplace("provider", key.provider);
  row.emplace("platform", key.platform);
}

JsonObject point_to_json(const Point& point) {
  JsonObject object;
  fill_point(object, point);
  return object;
}

Outcome<Point> point_from_json(const Json& json, const TextSource& source) {
  FirstProblem problem(source);
  const JsonObject outer;
  ObjectReader reader(outer, problem);
  return problem.or_else(read_point(json, reader));
}

JsonObject key_to_json(const Key& key) {
  JsonObject object;
  object.reserve(4);
  add_key(object, key);
  return object;
}

}  // namespace tidegate
