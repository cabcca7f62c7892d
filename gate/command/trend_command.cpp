// `tidegate trend`: what rows were over the commits of a store, and where they changed.
// Decides: which histories are shown and where their pictures lie.
// Refuses to know: what a change is (judge/history) and whether one is a regression.
#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/history.hpp>
#include <tidegate/render/svg_trend.hpp>
#include <tidegate/render/trend_json.hpp>
#include <tidegate/render/trend_text.hpp>
#include <tidegate/row/metric.hpp>

#include "commands.hpp"
#include "committed_rows.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_history.hpp"
#include "record_trend.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"rows", Arity::positionals, "", "Stores or row files (default: tidegate-out/store)"},
    {"metric", Arity::one, "ID", "Metric of the rows (default: warm_time)"},
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    flag_source,
    flag_record_trend,
    flag_trends,
    {"out", Arity::one, "DIR", "Write a picture of each history there: trend-<i>.svg"},
    flag_json,
};

Outcome<std::string> metric_of(const Arguments& arguments) {
  std::string metric = arguments.text_or("metric", std::string(warm_time));
  if (metric_info(metric)) return metric;
  return fail(ErrorKind::usage, fmt::format("there is no metric '{}'", metric),
              fmt::format("Known metrics: {}.", known_metrics()));
}

/// What is read, and which of it.
struct Source {
  std::vector<fs::path> paths;
  run::Selection selection;

  Wanted wanted() const {
    return [this](const Key& key, bool representative) {
      return selection.matches(key, representative);
    };
  }
};

Outcome<Source> source_of(const Arguments& arguments) {
  auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  std::vector<fs::path> paths = arguments.paths("rows");
  if (paths.empty()) paths.push_back(store_dir(""));
  return Source{std::move(paths), std::move(*selection)};
}

Outcome<std::vector<ResultRow>> rows_of(const Arguments& arguments) {
  const auto source = source_of(arguments);
  if (!source) return pass_on(source);
  std::vector<std::string> notes;
  auto rows = read_history(source->paths, source->wanted(), notes);
  if (!rows) return pass_on(rows);
  for (const std::string& sentence : notes) note(sentence);
  return rows;
}

Outcome<judge::Histories> histories_of(const Arguments& arguments, const std::string& metric) {
  const auto source = source_of(arguments);
  if (!source) return pass_on(source);
  std::vector<std::string> notes;
  auto found =
      read_histories(source->paths, source->wanted(), metric, source_dir(arguments), notes);
  if (!found) return found;
  for (const std::string& sentence : notes) note(sentence);
  if (!found->series.empty()) return found;
  for (const std::string& reason : render::left_out_sentences(found->left_out)) note(reason);
  return fail(ErrorKind::missing, fmt::format("no row has a history of {}", metric),
              "Measure clean commits with `tidegate run --store`, and check the filter.");
}

/// One picture a history; their files, in the same order.
Outcome<std::vector<fs::path>> draw(const fs::path& folder,
                                    const std::vector<judge::History>& series) {
  std::vector<fs::path> files;
  for (std::size_t i = 0; i < series.size(); ++i) {
    files.push_back(folder / fmt::format("trend-{}.svg", i + 1));
    const auto written = write_file_atomically(files.back(), render::trend_svg(series[i]));
    if (!written) return pass_on(written);
  }
  return files;
}

Outcome<ExitCode> trend(const Arguments& arguments) {
  const auto metric = metric_of(arguments);
  if (!metric) return pass_on(metric);
  if (arguments.has("record")) {
    auto rows = rows_of(arguments);
    if (!rows) return pass_on(rows);
    make_committed(*rows);
    return record_trend(arguments, *rows, *metric);
  }
  const auto found = histories_of(arguments, *metric);
  if (!found) return pass_on(found);
  std::vector<fs::path> pictures;
  if (const auto folder = arguments.text("out")) {
    auto drawn = draw(*folder, found->series);
    if (!drawn) return pass_on(drawn);
    pictures = std::move(*drawn);
  }
  std::string text;
  for (std::size_t i = 0; i < found->series.size(); ++i) {
    if (arguments.has("json")) {
      text += json_line(render::history_json(found->series[i])) + "\n";
      continue;
    }
    text += (i == 0 ? "" : "\n") + render::trend_text(found->series[i]);
    if (!pictures.empty()) text += fmt::format("  picture: {}\n", pictures[i].string());
  }
  print(text);
  for (const std::string& reason : render::left_out_sentences(found->left_out)) note(reason);
  return ExitCode::ok;
}

}  // namespace

Command trend_command() {
  return {"trend", "Show what rows were over the commits of a store, and where they changed",
          "A point is a commit: the median, over its runs on one class of machines, of each run's\n"
          "min. A change is marked where the values before and after differ by more than chance\n"
          "(E-divisive, a permutation test at 1 %); it takes five commits on each side, eleven in\n"
          "all. A trend never fails anything. Commits stand as git has them in the source tree, "
          "parents\n"
          "first; what it does not have stands in the order of measuring, and is said to.\n"
          "Examples:\n"
          "  tidegate trend\n"
          "  tidegate trend tidegate-out/store --case semiring_matmul --out pictures\n"
          "  tidegate trend tidegate-out/store --record\n"
          "Exit codes: 0 shown, whether anything changed or not; 2 unreadable, or no row has a\n"
          "history; 64 wrong usage.",
          flags, trend};
}

}  // namespace tidegate::command
