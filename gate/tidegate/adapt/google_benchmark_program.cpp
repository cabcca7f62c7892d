#include <system_error>

#include <fmt/format.h>

#include <tidegate/adapt/google_benchmark_program.hpp>
#include <tidegate/import/google_benchmark.hpp>
#include <tidegate/import/google_benchmark_name.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::adapt {
namespace {

/// The names of a list, a line each.
std::vector<ForeignCase> cases_in(std::string_view lines) {
  std::vector<ForeignCase> cases;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) cases.push_back({std::string(line), foreign::google_benchmark_key(line)});
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return cases;
}

/// The one row of the result, or why it is none. Names are compared as keys: the program may write
/// more into the name of a result than into its list.
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
  if (row.key.point.find(foreign::statistic_axis) != nullptr) {
    taken.problem = fmt::format(
        "'{}' reports aggregates alone, by its source (ReportAggregatesOnly): it has no samples",
        wanted.name);
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
  std::vector<ForeignCase> cases = cases_in(ran->finished.out);
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
