#include <string>
#include <utility>

#include <tidegate/judge/report_rows.hpp>
#include <tidegate/row/result_json.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate::judge {
namespace {

/// A whole row, which names its own wrong fields.
std::shared_ptr<const ResultRow> read_row(ObjectReader& rows, std::string_view name) {
  const Json* value = rows.find(name);
  if (value == nullptr) return nullptr;
  auto row = result_from_json(*value, TextSource{std::string(name), 1});
  if (row) return std::make_shared<const ResultRow>(std::move(*row));
  rows.complain(name, "is no row: " + row.error().what, row.error().hint);
  return nullptr;
}

}  // namespace

void add_rows(JsonObject& object, const GateLine& line) {
  if (!line.baseline_row && !line.candidate_row) {
    object.emplace("rows", nullptr);
    return;
  }
  JsonObject& rows = add_object(object, "rows", 2);
  const auto add = [&rows](std::string_view name, const std::shared_ptr<const ResultRow>& row) {
    if (row) return fill_result(add_object(rows, name, 0), *row);
    rows.emplace(name, nullptr);
  };
  add("baseline", line.baseline_row);
  add("candidate", line.candidate_row);
}

void read_rows(ObjectReader& reader, GateLine& line) {
  const JsonObject* object = reader.maybe_object("rows");
  if (object == nullptr) return;
  ObjectReader rows(*object, reader, "rows");
  line.baseline_row = read_row(rows, "baseline");
  line.candidate_row = read_row(rows, "candidate");
}

}  // namespace tidegate::judge
