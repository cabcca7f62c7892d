/// `warnings` of a row to JSON and back.
/// Decides: their fields. Refuses to know: the rest of the row.
#pragma once

#include <vector>

#include <tidegate/row/json_fields.hpp>
#include <tidegate/row/warning.hpp>

namespace tidegate {

/// A row that has none, or does not say, gives none. Warnings without text, or that never applied,
/// are problems.
std::vector<Warning> read_warnings(ObjectReader& row);
void add_warnings(JsonObject& row, const std::vector<Warning>& warnings);

}  // namespace tidegate
