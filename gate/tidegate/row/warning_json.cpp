#include <fmt/format.h>

#include <tidegate/row/warning_json.hpp>

namespace tidegate {

std::string_view on_fallback_name(OnFallback choice) {
  switch (choice) {
    case OnFallback::warn:
      return "warn";
    case OnFallback::refuse:
      return "refuse";
    case OnFallback::quiet:
      return "quiet";
  }
  return "warn";
}

std::optional<OnFallback> on_fallback_from(std::string_view name) {
  for (const OnFallback choice : {OnFallback::warn, OnFallback::refuse, OnFallback::quiet}) {
    if (name == on_fallback_name(choice)) return choice;
  }
  return std::nullopt;
}

std::vector<Warning> read_warnings(ObjectReader& row) {
  std::vector<Warning> warnings;
  const Json* value = row.find("warnings");
  if (value == nullptr) return warnings;
  const auto* items = value->if_array();
  if (items == nullptr) {
    row.mistyped("warnings", *value, "an array");
    return warnings;
  }
  for (const Json& item : *items) {
    const std::string place = fmt::format("warnings[{}]", warnings.size());
    const auto* object = item.if_object();
    if (object == nullptr) {
      row.mistyped(place, item, "an object");
      return warnings;
    }
    ObjectReader reader(*object, row, place);
    warnings.push_back({reader.text("text"), reader.count_or("count", 1)});
    if (warnings.back().text.empty()) reader.complain("text", "is empty");
    if (warnings.back().count == 0) reader.complain("count", "is 0");
  }
  return warnings;
}

void add_warnings(JsonObject& row, const std::vector<Warning>& warnings) {
  JsonArray& list = row.emplace("warnings", boost::json::array_kind).first->value().get_array();
  list.reserve(warnings.size());
  for (const Warning& warning : warnings) {
    JsonObject& object = list.emplace_back(boost::json::object_kind).get_object();
    object.emplace("text", warning.text);
    object.emplace("count", warning.count);
  }
}

}  // namespace tidegate
