/// Rows to JSON and back; the field names of docs/schema/*.schema.json live here and nowhere else.
/// Decides: which field may be missing, of which type and range each is.
/// Refuses to know: files and lines (jsonl_file).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate {

/// One line of JSON without the newline. Unknown fields come back where they were.
std::string to_json_line(const AttemptRow& row);
std::string to_json_line(const ResultRow& row);

/// For rows in files, which must name their run and key; without machine_class it is computed.
/// Errors name source, field and hint: missing or mistyped fields, NaN or negative times, a
/// schema_version from the future, `kind` other than expected.
Outcome<AttemptRow> attempt_from_json(const Json& json, const TextSource& source);
/// Rows of one run share one provenance: pass the provenance of the row read before as `latest`.
Outcome<ResultRow> result_from_json(const Json& json, const TextSource& source,
                                    const std::shared_ptr<const Provenance>& latest = nullptr);

/// The same for what a worker answered to `spec`: run id and key are taken from the spec when they
/// are missing and refused when they contradict it; `kind` may be missing. Only schema_version,
/// status and, when ok, metrics.warm_time.samples are required. The machine class stays empty
/// unless the worker wrote one.
Outcome<AttemptRow> attempt_from_worker(const Json& json, const TextSource& source,
                                        const AttemptSpec& spec);

/// Point and provenance as JSON, for the other documents (spec, verdict, bundle).
JsonObject point_to_json(const Point& point);
Outcome<Point> point_from_json(const Json& json, const TextSource& source);
JsonObject provenance_to_json(const Provenance& provenance);
JsonObject key_to_json(const Key& key);
JsonObject to_json(const MetricSummary& summary);
/// Why a summary cannot be one, as the field and what is wrong with it; nothing when it can.
std::optional<std::pair<std::string_view, std::string>> flaw_of(const MetricSummary& summary);
/// Appends the summary's fields to `object`, in that object's memory.
void fill_summary(JsonObject& object, const MetricSummary& summary);

}  // namespace tidegate
