/// A result row inside another document.
/// Decides: that it looks there as it does on a line of its own. Refuses to know: that document.
#pragma once

#include <tidegate/row/json.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate {

/// Fills an empty object with the fields of docs/schema/result-row.schema.json, in its memory;
/// result_from_json of row_json.hpp reads them back.
void fill_result(JsonObject& object, const ResultRow& row);

}  // namespace tidegate
