#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/adapt/google_benchmark_program.hpp>
#include <tidegate/import/google_benchmark.hpp>
#include <tidegate/import/google_benchmark_name.hpp>
#include <tidegate/row/imported.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::adapt {
namespace {

constexpr std::string_view matches_nothing = "^$";  // no name is empty

/// The lines of a text that are not empty.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The names of a list without what the program prints besides, a line each.
std::vector<ForeignCase> cases_in(const std::vector<std::string>& list,
                                  std::vector<std::string> besides) {
  std::vector<ForeignCase> cases;
  for (const std::string& line : list) {
    const auto printed = std::find(besides.begin(), besides.end(), line);
    if (printed == besides.end()) {
      cases.push_back({line, foreign::google_benchmark_key(line)});
    } else {
      besides.erase(printed);
    }
  }
  return cases;
}

/// The one row of the result, or why it is none. A program may overrule the filter: what it
/// measured then is not what was asked for, however good its times are.
void read_row(const Asked& asked, const ForeignCase& wanted, Taken& taken) {
  std::error_code code;
  if (!std::filesystem::exists(asked.result, code)) {
    taken.problem = "the program ended well and wrote no result: is it one of google-benchmark?";
    return;
  }
  auto read = foreign::read_google_benchmark(asked.result);
  if (!read) {
    taken.problem = read.error().what;
    return;
  }
  if (read->attempts.size() != 1) {
    taken.problem = fmt::format("asked for '{}', it measured {} benchmarks", wanted.name,
                                read->attempts.size());
    return;
  }
  AttemptRow row = std::move(read->attempts.front());
  if (row.key.point.find(statistic_axis) != nullptr) {
    taken.problem = fmt::format(
        "'{}' reports aggregates alone, by its source (ReportAggregatesOnly): it has no samples",
        wanted.name);
    return;
  }
  if (row.key.case_name != wanted.key.case_name ||
      row.key.point.canonical() != wanted.key.point.canonical()) {
    taken.problem = fmt::format("asked for '{}', it measured {}", wanted.name, row.key.text());
    return;
  }
  row.provenance = {};  // this machine is looked at here, not by the program
  taken.row = std::move(row);
}

}  // namespace

std::string exactly(std::string_view name) {
  // Not `]` and `}`: alone they are themselves, and POSIX does not let them be escaped.
  constexpr std::string_view special = R"(.[{()\*+?|^$)";
  std::string expression = "^";
  for (const char letter : name) {
    if (special.find(letter) != std::string_view::npos) expression += '\\';
    expression += letter;
  }
  return expression + '$';
}

Outcome<std::vector<ForeignCase>> google_benchmark_cases(const Asked& asked) {
  const auto ran = asked.run({"--benchmark_list_tests=true", "--benchmark_format=console"});
  if (!ran) return pass_on(ran);
  // A list of nothing shows what a program prints besides: a banner is no benchmark.
  const auto none = asked.run({"--benchmark_list_tests=true", "--benchmark_format=console",
                               "--benchmark_filter=" + std::string(matches_nothing)});
  if (!none) return pass_on(none);
  std::vector<ForeignCase> cases =
      cases_in(lines_of(ran->finished.out), lines_of(none->finished.out));
  if (cases.empty()) cases = cases_in(lines_of(ran->finished.out), {});  // it overrules filters
  if (ran->finished.succeeded() && !cases.empty()) return cases;
  return fail(ErrorKind::process,
              fmt::format("{} did not list its benchmarks{}{}", asked.program.string(),
                          ran->finished.err.empty() ? "" : ": ", ran->finished.err),
              fmt::format("Run `{} --benchmark_list_tests` by hand: is it a program of "
                          "google-benchmark?",
                          asked.program.string()));
}

Outcome<Taken> take_google_benchmark(const Asked& asked, const ForeignCase& wanted,
                                     const AttemptSpec& spec) {
  const auto ran =
      asked.run({"--benchmark_filter=" + exactly(wanted.name),
                 fmt::format("--benchmark_repetitions={}", spec.samples),
                 fmt::format("--benchmark_min_time={}", spec.min_sample_s),
                 "--benchmark_report_aggregates_only=false", "--benchmark_format=console",
                 "--benchmark_out_format=json", "--benchmark_out=" + asked.result.string()});
  if (!ran) return pass_on(ran);
  if (!ran->finished.succeeded()) return failed(*ran);
  Taken taken;
  taken.finished = ran->finished;
  read_row(asked, wanted, taken);
  return taken;
}

}  // namespace tidegate::adapt
