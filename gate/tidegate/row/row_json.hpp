/// Rows to JSON and back; the field names of docs/schema/*.schema.json live here and nowhere else.
/// Decides: which field may be missing, of which type and range each is.
/// Refuses to know: files and lines (jsonl_file).
#pragma once

#include <string>
#include <string_view>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate {

/// One line of JSON without the newline. Unknown fields come back where they were.
std::string to_json_line(const AttemptRow& row);
std::string to_json_line(const ResultRow& row);

/// Errors name source, field and hint: missing or mistyped fields, NaN or negative times, a
/// schema_version from the future, `kind` other than expected.
Outcome<AttemptRow> attempt_from_json(const Json& json, const TextSource& source);
Outcome<ResultRow> result_from_json(const Json& json, const TextSource& source);

/// Point and provenance as JSON, for the other documents (spec, verdict, bundle).
JsonObject point_to_json(const Point& point);
Outcome<Point> point_from_json(const Json& json, const TextSource& source);
JsonObject provenance_to_json(const Provenance& provenance);
JsonObject key_to_json(const Key& key);
JsonObject to_json(const MetricSummary& summary);

}  // namespace tidegate
