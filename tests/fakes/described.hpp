/// Holds a document against its published schema, both ways.
/// Decides: that every field that is written is described, and every required one written.
/// Refuses to know: types and ranges, which a schema library checks end to end.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include <tidegate/row/json.hpp>

namespace tidegate::fakes {

inline const JsonObject& resolved(const JsonObject& schema, const JsonObject& root) {
  if (!schema.contains("$ref")) return schema;
  const std::string ref{schema.at("$ref").as_string().c_str()};
  return root.at("$defs").as_object().at(ref.substr(ref.rfind('/') + 1)).as_object();
}

/// The fields that a schema describes and requires, those of its parts included.
inline void collect(const JsonObject& schema, const JsonObject& root, JsonObject& properties,
                    JsonArray& required) {
  const JsonObject& here = resolved(schema, root);
  if (here.contains("allOf")) {
    for (const Json& part : here.at("allOf").as_array()) {
      collect(part.as_object(), root, properties, required);
    }
  }
  if (here.contains("properties")) {
    for (const auto& member : here.at("properties").as_object()) {
      properties[member.key()] = member.value();
    }
  }
  if (here.contains("required")) {
    for (const Json& name : here.at("required").as_array()) required.push_back(name);
  }
}

/// `oneOf` and `anyOf` are null and something else, in this order.
inline void expect_described(const Json& value, const JsonObject& schema, const JsonObject& root,
                             const std::string& place = "$") {
  const JsonObject& here = resolved(schema, root);
  for (const char* either : {"oneOf", "anyOf"}) {
    if (!here.contains(either)) continue;
    if (value.is_null()) return;
    return expect_described(value, here.at(either).as_array().at(1).as_object(), root, place);
  }
  if (const JsonArray* array = value.if_array()) {
    ASSERT_TRUE(here.contains("items")) << place;
    for (const Json& item : *array) {
      expect_described(item, here.at("items").as_object(), root, place + "[]");
    }
  }
  JsonObject properties;
  JsonArray required;
  collect(here, root, properties, required);
  if (!value.is_object() || properties.empty()) return;
  for (const auto& member : value.as_object()) {
    const std::string name = place + "." + std::string(member.key());
    ASSERT_TRUE(properties.contains(member.key())) << name;
    expect_described(member.value(), properties.at(member.key()).as_object(), root, name);
  }
  for (const Json& name : required) {
    EXPECT_TRUE(value.as_object().contains(name.as_string())) << place << "." << name.as_string();
  }
}

}  // namespace tidegate::fakes
