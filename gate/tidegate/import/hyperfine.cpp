/// Results of hyperfine: the JSON of --export-json.
/// Decides: which program a command is the case of. Refuses to know: shells.
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

/// `./build/tool --fast x` is a case `tool`; the whole command is its first axis.
std::string program_of(std::string_view command) {
  std::string_view program = command.substr(0, command.find(' '));
  const std::size_t slash = program.find_last_of('/');
  if (slash != std::string_view::npos) program.remove_prefix(slash + 1);
  return case_name(program);
}

/// Values of --parameter-scan and --parameter-list.
void add_parameters(ObjectReader& result, std::vector<Axis>& axes) {
  if_object(result, "parameters", [&axes](ObjectReader& parameters) {
    for (const auto& member : parameters.object()) {
      const std::string_view name{member.key().data(), member.key().size()};
      axes.push_back({axis_name(name), axis_value(parameters.text(name))});
    }
  });
}

/// Runs whose command failed, which hyperfine goes on after with --ignore-failure.
std::size_t failures_of(ObjectReader& result) {
  const auto* codes = result.find("exit_codes");
  const auto* items = codes == nullptr ? nullptr : codes->if_array();
  if (items == nullptr) return 0;
  return static_cast<std::size_t>(std::count_if(items->begin(), items->end(), [](const Json& code) {
    const auto* number = code.if_int64();
    return number == nullptr || *number != 0;  // null: killed by a signal
  }));
}

AttemptRow row_of(ObjectReader& result) {
  const std::string command = result.text("command");
  std::vector<Axis> axes{{"command", axis_value(command)}};
  add_parameters(result, axes);
  AttemptRow row = new_row(program_of(command), std::move(axes));
  const std::vector<double> times = numbers_field(result, "times");
  if (times.empty()) {
    stand_in(row, "min", time_field(result, "min", 1), 1);
  } else {
    add_samples(row, warm_time, times);
  }
  // Since 1.19, of each run.
  std::vector<double> memory = numbers_field(result, "memory_usage_byte");
  std::erase_if(memory, [](double bytes) { return !(bytes > 0); });
  add_samples(row, peak_rss, std::move(memory));
  const std::size_t failed = failures_of(result);
  if (failed > 0) {
    set_failed(row, Status::crashed, fmt::format("{} of its runs exited with an error", failed));
  }
  return row;
}

}  // namespace

Outcome<Imported> read_hyperfine(const std::filesystem::path& file) {
  return import_object(file, [](ObjectReader& root, Imported& found) {
    each_object(root, "results",
                [&found](ObjectReader& result) { found.attempts.push_back(row_of(result)); });
  });
}

}  // namespace tidegate::foreign
