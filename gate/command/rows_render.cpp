#include "rows_render.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <tidegate/render/rows_csv.hpp>
#include <tidegate/render/rows_markdown.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/store/by_key.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "fold_groups.hpp"
#include "read_rows.hpp"
#include "text_out.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using Paths = std::vector<fs::path>;
using TakeRows = std::function<void(const std::vector<ResultRow>&)>;

/// Folds one point after the other. Their ratios are complete: a reference is of its row's point,
/// and all rows of a point follow each other.
Outcome<void> each_point(store::Latest groups,
                         const std::function<void(std::vector<ResultRow>)>& take) {
  const std::vector<store::LatestRow> keys = std::move(groups.rows);
  for (auto first = keys.begin(); first != keys.end();) {
    const std::string point = first->key.point.canonical();
    const auto last = std::find_if(first, keys.end(), [&point](const store::LatestRow& row) {
      return row.key.point.canonical() != point;
    });
    groups.rows.assign(first, last);
    auto rows = fold_groups(groups);
    if (!rows) return pass_on(rows);
    take(std::move(*rows));
    first = last;
  }
  return {};
}

/// Hands over the rows of one point of one run of one case after the other: neither what their
/// attempts took nor the rows of all of them stand in memory together.
Outcome<void> each_case(const Paths& paths, const run::Selection& selection, const TakeRows& take) {
  const auto kind = kind_of(paths);
  if (!kind) return pass_on(kind);
  std::vector<std::string> notes;
  if (*kind == RowKind::result) {
    const auto rows = read_rows(paths, selection, notes);
    if (!rows) return pass_on(rows);
    take(*rows);
  } else {
    const auto files = row_files(paths);
    if (!files) return pass_on(files);
    auto newest = store::newest_runs_of(*files);
    if (!newest) return pass_on(newest);
    notes = newest->notes;
    const std::vector<store::LatestRow> runs = std::move(newest->rows);
    for (const store::LatestRow& run : runs) {
      newest->rows = {run};
      auto groups = store::by_key(*newest);
      if (!groups) return pass_on(groups);
      const auto folded = each_point(std::move(*groups), [&](std::vector<ResultRow> rows) {
        take(selected_rows(std::move(rows), selection));
      });
      if (!folded) return pass_on(folded);
    }
  }
  for (const std::string& sentence : notes) note(sentence);
  return {};
}

tl::unexpected<Error> no_row(const Paths& paths) {
  std::string names;
  for (const fs::path& path : paths) names += (names.empty() ? "" : ", ") + path.string();
  return fail(ErrorKind::missing, fmt::format("no row is left of {}", names),
              "Measure with `tidegate run`, and check the filter.");
}

Outcome<void> csv(const Arguments& arguments, const Paths& paths, const run::Selection& selection) {
  return print_or_write(arguments, [&](const TextSink& sink) -> Outcome<void> {
    bool any = false;
    auto read = each_case(paths, selection, [&](const std::vector<ResultRow>& rows) {
      // The header comes with the first row: a header alone would look like a result.
      if (!any && !rows.empty()) sink(render::csv_header());
      any = any || !rows.empty();
      sink(render::csv_records(rows));
    });
    if (!read) return read;
    return any ? Outcome<void>() : no_row(paths);
  });
}

Outcome<void> table(const Arguments& arguments, const Paths& paths,
                    const run::Selection& selection) {
  std::vector<ResultRow> all;
  const auto read = each_case(paths, selection, [&all](const std::vector<ResultRow>& rows) {
    all.insert(all.end(), rows.begin(), rows.end());
  });
  if (!read) return pass_on(read);
  if (all.empty()) return no_row(paths);
  return print_or_write(arguments, render::rows_markdown(all));
}

struct Word {
  std::string_view word;
  Outcome<void> (*render)(const Arguments&, const Paths&, const run::Selection&);
};

constexpr Word words[] = {
    {"csv", csv},      // a record for each metric of a row
    {"table", table},  // Markdown, the same as run --output
};

const Word* word_of(const Arguments& arguments) {
  const auto inputs = arguments.all("inputs");
  if (inputs.empty()) return nullptr;
  const auto found = std::find_if(std::begin(words), std::end(words),
                                  [&](const Word& word) { return word.word == inputs.front(); });
  return found == std::end(words) ? nullptr : found;
}

}  // namespace

bool asks_for_rows(const Arguments& arguments) { return word_of(arguments) != nullptr; }

Outcome<ExitCode> render_rows(const Arguments& arguments) {
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  Paths paths = arguments.paths("inputs");
  paths.erase(paths.begin());  // the word
  if (paths.empty()) paths.push_back(store_dir(""));
  const auto rendered = word_of(arguments)->render(arguments, paths, *selection);
  if (!rendered) return pass_on(rendered);
  return ExitCode::ok;
}

}  // namespace tidegate::command
