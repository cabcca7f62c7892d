/// The exchange format of continuous-benchmark services: `[{"name", "unit", "value", "range"}]`.
/// Decides: which units are times. Refuses to know: what a value is; its name is all there is.
#include <fmt/format.h>

#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/import/units.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

/// `ns/iter` and `ms/op` are times per call.
std::optional<double> per_call(std::string_view unit) {
  return seconds_in(unit.substr(0, unit.find('/')));
}

/// `folder/name/64`: the part before the first slash is the case, the rest an axis.
AttemptRow named_row(std::string_view name) {
  const std::size_t slash = name.find('/');
  std::vector<Axis> axes;
  const std::string_view first = name.substr(0, slash);
  if (case_name(first) != first) axes.push_back({"name", axis_value(first)});
  if (slash != std::string_view::npos) axes.push_back({"part", axis_value(name.substr(slash + 1))});
  return new_row(case_name(first), std::move(axes));
}

void read_entry(ObjectReader& entry, Better better, Imported& found) {
  const std::string name = entry.text("name");
  const std::string unit = entry.text("unit");
  if (entry.problem().found()) return;
  AttemptRow row = named_row(name);
  const auto seconds = per_call(unit);
  if (seconds && better == Better::lower) {
    stand_in(row, "value", time_field(entry, "value", *seconds), 1);
  } else {
    Counter counter;
    counter.name = "value";
    counter.unit = unit;
    counter.value = entry.number("value");
    counter.better = better;
    row.counters.push_back(std::move(counter));
  }
  // Whatever the tool meant by it (a spread, an interval) is kept as it stands.
  if (const Json* range = entry.find("range")) {
    row.unknown.push_back({{"range"}, json_line(*range)});
  }
  found.attempts.push_back(std::move(row));
}

}  // namespace

Outcome<Imported> read_smaller_is_better(const std::filesystem::path& file) {
  return import_items(
      file, [](ObjectReader& entry, Imported& found) { read_entry(entry, Better::lower, found); });
}

Outcome<Imported> read_bigger_is_better(const std::filesystem::path& file) {
  return import_items(
      file, [](ObjectReader& entry, Imported& found) { read_entry(entry, Better::higher, found); });
}

}  // namespace tidegate::foreign
