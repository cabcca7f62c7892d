#include "record_trend.hpp"

#include <span>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/file_name.hpp>
#include <tidegate/judge/trend_rows.hpp>
#include <tidegate/render/trend_text.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/row_json.hpp>

#include "committed_rows.hpp"
#include "committed_texts.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_history.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

Outcome<std::vector<ResultRow>> kept_rows(const fs::path& file) {
  if (!is_there(file)) return std::vector<ResultRow>{};
  auto read = read_results(std::span(&file, 1));
  if (!read) return pass_on(read);
  return std::move(read->rows);
}

Outcome<void> keep(const fs::path& file, const std::vector<ResultRow>& rows) {
  return write_pieces_atomically(file, [&rows](const TextSink& put) {
    for (const ResultRow& row : rows) put(to_json_line(row) + "\n");
  });
}

}  // namespace

Outcome<ExitCode> record_trend(const Arguments& arguments, const std::vector<ResultRow>& rows,
                               const std::string& metric) {
  const fs::path source = source_dir(arguments);
  const fs::path folder = arguments.text_or("trends", (source / "baselines/trend").string());
  const fs::path file = folder / (safe_file_name(metric) + ".jsonl");
  auto kept = kept_rows(file);
  if (!kept) return pass_on(kept);
  const judge::TrendRows trend =
      judge::trend_rows(std::move(*kept), rows, metric, commit_order(source));
  for (const std::string& reason : render::left_out_sentences(trend.left_out)) note(reason);
  if (trend.known > 0) {
    note(fmt::format("{} row{} left out: {} commit is there already", trend.known,
                     trend.known == 1 ? "" : "s", trend.known == 1 ? "its" : "their"));
  }
  if (trend.rows.empty()) {
    return fail(ErrorKind::missing, fmt::format("no row has a history of {}", metric),
                "Measure clean commits with `tidegate run --store`, and check the filter.");
  }
  if (trend.added > 0) {
    if (const auto done = keep(file, trend.rows); !done) return pass_on(done);
  }
  const auto texts = trend_texts(file);
  if (!texts) return pass_on(texts);
  if (const auto written = write_texts(*texts); !written) return pass_on(written);
  print(fmt::format("{}: {} row{} added.\n", texts->front().file.string(), trend.added,
                    trend.added == 1 ? "" : "s"));
  return ExitCode::ok;
}

Outcome<void> record_trends(const Arguments& arguments, std::vector<ResultRow> rows,
                            const std::set<std::string>& metrics) {
  make_committed(rows);
  for (const std::string& metric : metrics) {
    const auto done = record_trend(arguments, rows, metric);
    if (done) continue;
    if (done.error().kind != ErrorKind::missing) return pass_on(done);
    note(fmt::format("no trend line was added: {}", done.error().what));
  }
  return {};
}

}  // namespace tidegate::command
