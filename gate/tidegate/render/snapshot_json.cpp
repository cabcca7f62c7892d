/// A snapshot as JSON and back.
/// Decides: the field names of docs/schema/snapshot.schema.json. Refuses to know: the page.
#include <tidegate/render/snapshot.hpp>
#include <tidegate/row/json_fields.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate::render {
namespace {

Json maybe(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

JsonObject line_json(const SnapshotLine& line) {
  JsonObject object = key_to_json(line.key);
  object["metric"] = line.metric;
  object["unit"] = line.unit;
  object["before"] = maybe(line.before);
  object["after"] = maybe(line.after);
  object["ratio"] = maybe(line.ratio);
  object["verdict"] = line.verdict;
  return object;
}

SnapshotLine read_line(ObjectReader& reader) {
  SnapshotLine line;
  line.key = read_key(reader);
  line.metric = reader.text("metric");
  line.unit = reader.text_or("unit", "");
  line.before = reader.maybe_number("before");
  line.after = reader.maybe_number("after");
  line.ratio = reader.maybe_number("ratio");
  line.verdict = reader.text("verdict");
  return line;
}

std::vector<SnapshotLine> read_lines(ObjectReader& document) {
  std::vector<SnapshotLine> lines;
  const Json* list = document.require("lines");
  if (list == nullptr) return lines;
  if (!list->is_array()) {
    document.mistyped("lines", *list, "an array");
    return lines;
  }
  for (const Json& item : list->get_array()) {
    if (!item.is_object()) {
      document.mistyped("lines", item, "an array of objects");
      break;
    }
    ObjectReader reader(item.get_object(), document, "lines");
    lines.push_back(read_line(reader));
  }
  return lines;
}

}  // namespace

std::string snapshot_json(const Snapshot& snapshot) {
  JsonArray lines;
  for (const SnapshotLine& line : snapshot.lines) lines.push_back(line_json(line));
  return json_pretty(JsonObject{{"schema_version", schema_version},
                                {"kind", "snapshot"},
                                {"short", snapshot.short_name},
                                {"date", snapshot.date},
                                {"change", snapshot.change},
                                {"summary", snapshot.summary},
                                {"run_id", snapshot.run_id},
                                {"machine_class", snapshot.machine_class},
                                {"lines", std::move(lines)}});
}

Outcome<Snapshot> snapshot_from_json(const Json& json, const TextSource& source) {
  FirstProblem problem(source);
  const JsonObject none;
  ObjectReader document(json.is_object() ? json.get_object() : none, problem);
  if (!json.is_object()) document.mistyped("", json, "an object");
  read_header(document, "snapshot", true);
  Snapshot snapshot;
  snapshot.short_name = document.text("short");
  snapshot.date = document.text("date");
  snapshot.change = document.text("change");
  snapshot.summary = document.text("summary");
  snapshot.run_id = document.text("run_id");
  snapshot.machine_class = document.text("machine_class");
  snapshot.lines = read_lines(document);
  return problem.or_else(std::move(snapshot));
}

}  // namespace tidegate::render
