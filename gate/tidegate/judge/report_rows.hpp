/// The whole rows of a crossing inside verdict.json, and back.
/// Decides: where they stand in a line. Refuses to know: what a row says (row/result_json).
#pragma once

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/row/json_fields.hpp>

namespace tidegate::judge {

/// `rows`: `{"baseline", "candidate"}`, or null where the line keeps neither.
void add_rows(JsonObject& object, const GateLine& line);

/// Sets the rows of the line; a damaged one is a problem that names its field.
void read_rows(ObjectReader& reader, GateLine& line);

}  // namespace tidegate::judge
