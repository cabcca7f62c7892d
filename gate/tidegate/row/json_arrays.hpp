/// Arrays of a JSON object, item by item.
/// Decides: how the place of an item is called in an error (`lines[3]`), and that an array must be
/// there. Refuses to know: what any item means.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include <tidegate/row/json_fields.hpp>

namespace tidegate {

/// Calls `read(value, place)` for each item.
template <class Read>
void each_item(ObjectReader& parent, std::string_view name, Read read) {
  const Json* value = parent.require(name);
  if (value == nullptr) return;
  const JsonArray* array = value->if_array();
  if (array == nullptr) return parent.mistyped(name, *value, "an array");
  for (std::size_t i = 0; i < array->size(); ++i) read((*array)[i], fmt::format("{}[{}]", name, i));
}

/// Calls `read(reader)` for each item, all of which are objects.
template <class Read>
void each_object(ObjectReader& parent, std::string_view name, Read read) {
  each_item(parent, name, [&](const Json& value, const std::string& place) {
    const JsonObject* object = value.if_object();
    if (object == nullptr) return parent.mistyped(place, value, "an object");
    ObjectReader reader(*object, parent, place);
    read(reader);
  });
}

}  // namespace tidegate
