/// Points and keys in JSON: what rows, listings and specs begin with.
/// Decides: which names and axis values are allowed. Refuses to know: the other fields.
#pragma once

#include <string>
#include <string_view>

#include <tidegate/row/case_id.hpp>
#include <tidegate/row/json_fields.hpp>

namespace tidegate {

/// A name in a key: not empty and without control characters (they separate names in canonical
/// text). `name` is the field.
std::string read_name(ObjectReader& row, std::string_view name);
/// The axes of the object in the field `point` of `row`.
Point read_point(const Json& json, ObjectReader& row);
/// The fields case, point, provider and platform of `row`, all required; the point of a case
/// without axes is {}.
Key read_key(ObjectReader& row);

/// Appends the four fields of a key.
void add_key(JsonObject& row, const Key& key);

}  // namespace tidegate
