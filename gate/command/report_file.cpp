#include "report_file.hpp"

#include <fmt/format.h>

#include <tidegate/judge/report_json.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::command {

Outcome<judge::GateReport> read_report(const Arguments& arguments) {
  const auto paths = arguments.paths("verdict");
  if (paths.size() != 1) {
    return fail(ErrorKind::usage, fmt::format("{} verdict files were named, not one", paths.size()),
                "Name the verdict.json that a gate run wrote.");
  }
  return read_report(paths.front());
}

std::filesystem::path verdict_file(const std::filesystem::path& named) {
  std::error_code code;
  return std::filesystem::is_directory(named, code) ? named / "verdict.json" : named;
}

Outcome<judge::GateReport> read_report(const std::filesystem::path& named) {
  const std::filesystem::path file = verdict_file(named);
  const auto json = read_json_file(file);
  if (!json) return pass_on(json);
  return judge::report_from_json(*json, TextSource{file.string(), 1});
}

}  // namespace tidegate::command
