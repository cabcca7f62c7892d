#include "committed_texts.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/baseline.hpp>
#include <tidegate/judge/trend_rows.hpp>
#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/render/run_of_record.hpp>
#include <tidegate/render/snapshot.hpp>
#include <tidegate/render/trend_page.hpp>
#include <tidegate/row/jsonl_file.hpp>

#include "console.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// The files of a folder with this ending (empty: all), sorted; none where there is no folder.
Outcome<std::vector<fs::path>> files_in(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> files;
  std::error_code code;
  if (!fs::exists(folder, code) && !code) return files;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    if (ending.empty() || at->path().extension() == ending) files.push_back(at->path());
  }
  if (code) {
    return fail(ErrorKind::io,
                fmt::format("reading the folder {} failed: {}", folder.string(), code.message()),
                "Check that it is a folder and may be read.");
  }
  std::sort(files.begin(), files.end());
  return files;
}

using TextsOf = Outcome<CommittedTexts> (*)(const fs::path&);

/// The texts that come from each file of a folder with this ending.
Outcome<void> add_texts(const fs::path& folder, const std::string& ending, TextsOf texts_of,
                        CommittedTexts& all) {
  const auto files = files_in(folder, ending);
  if (!files) return pass_on(files);
  for (const fs::path& file : *files) {
    auto texts = texts_of(file);
    if (!texts) return pass_on(texts);
    for (CommittedText& text : *texts) all.push_back(std::move(text));
  }
  return {};
}

/// The texts of each bundle of a folder.
Outcome<void> add_bundles(const fs::path& folder, CommittedTexts& all) {
  const auto bundles = files_in(folder, "");
  if (!bundles) return pass_on(bundles);
  for (const fs::path& bundle : *bundles) {
    if (!is_there(bundle / "bundle.json")) continue;  // a file of somebody else's
    auto texts = bundle_texts(bundle);
    if (!texts) return pass_on(texts);
    for (CommittedText& text : *texts) all.push_back(std::move(text));
  }
  return {};
}

Outcome<CommittedTexts> all_texts(const fs::path& baselines) {
  auto all = run_of_record_texts(baselines);
  if (!all) return all;
  if (const auto added = add_texts(baselines / "trend", ".jsonl", trend_texts, *all); !added) {
    return pass_on(added);
  }
  if (const auto added = add_texts(baselines / "snapshots", ".json", snapshot_texts, *all);
      !added) {
    return pass_on(added);
  }
  if (const auto added = add_bundles(baselines / "bundles", *all); !added) return pass_on(added);
  return all;
}

/// Texts that say something else than their rows. One that nobody has written says nothing wrong.
std::size_t count_wrong(const CommittedTexts& texts) {
  std::size_t wrong = 0;
  for (const CommittedText& text : texts) {
    if (!is_there(text.file)) {
      note(fmt::format("{} is not there: leave out --check to write it", text.file.string()));
      continue;
    }
    const auto there = read_file(text.file);
    if (there && *there == text.text) continue;
    ++wrong;
    note(fmt::format("{} does not say what its rows say", text.file.string()));
  }
  return wrong;
}

}  // namespace

Outcome<CommittedTexts> run_of_record_texts(const fs::path& baselines,
                                            const std::set<std::string>& cases) {
  const auto read = judge::load_all_baselines(baselines);
  if (!read) return pass_on(read);
  std::map<std::string, std::vector<ResultRow>> areas;
  for (const ResultRow& row : read->rows) {
    if (cases.empty() || cases.count(row.key.case_name) != 0) {
      areas[row.key.case_name].push_back(row);
    }
  }
  CommittedTexts texts;
  for (const auto& [area, rows] : areas) {
    texts.push_back(
        {baselines / render::run_of_record_name(area), render::run_of_record(area, rows)});
  }
  return texts;
}

Outcome<CommittedTexts> trend_texts(const fs::path& rows) {
  const auto read = read_results(std::span(&rows, 1));
  if (!read) return pass_on(read);
  const ResultRow& first = read->rows.front();
  if (first.metrics.size() != 1) {
    return fail(ErrorKind::bad_input,
                fmt::format("{}: a row of a trend has one metric, not {}", rows.string(),
                            first.metrics.size()),
                "Write trends with `tidegate trend --record` only.");
  }
  const std::string metric = first.metrics.front().metric.str();
  const judge::Histories found =
      judge::histories(read->rows, metric, judge::commits_of(read->rows));
  CommittedTexts texts;
  for (render::PageFile& file : render::trend_page(metric, found.series)) {
    texts.push_back({rows.parent_path() / file.name, std::move(file.text)});
  }
  return texts;
}

Outcome<CommittedTexts> snapshot_texts(const fs::path& json) {
  const auto read = read_json_file(json);
  if (!read) return pass_on(read);
  const auto snapshot = render::snapshot_from_json(*read, TextSource{json.string(), 1});
  if (!snapshot) return pass_on(snapshot);
  fs::path page = json;
  page.replace_extension(".md");
  return CommittedTexts{{page, render::snapshot_md(*snapshot)}};
}

Outcome<CommittedTexts> bundle_texts(const fs::path& bundle) {
  const auto input = render::read_bundle(bundle);
  if (!input) return pass_on(input);
  CommittedTexts texts;
  for (render::BundleFile& file : render::bundle_files(*input)) {
    texts.push_back({bundle / file.name, std::move(file.text)});
  }
  return texts;
}

Outcome<void> write_texts(const CommittedTexts& texts) {
  for (const CommittedText& text : texts) {
    const auto written = write_file_atomically(text.file, text.text);
    if (!written) return pass_on(written);
  }
  return {};
}

Outcome<ExitCode> render_committed(const Arguments& arguments) {
  const fs::path baselines = arguments.text_or("committed", "");
  std::error_code code;
  if (!fs::is_directory(baselines, code)) {
    return fail(ErrorKind::missing, fmt::format("{} is not a folder", baselines.string()),
                "Name the folder of the committed baselines.");
  }
  const auto texts = all_texts(baselines);
  if (!texts) return pass_on(texts);
  if (!arguments.has("check")) {
    if (const auto written = write_texts(*texts); !written) return pass_on(written);
    print(
        fmt::format("{}: {} texts written from their rows.\n", baselines.string(), texts->size()));
    return ExitCode::ok;
  }
  const std::size_t wrong = count_wrong(*texts);
  print(fmt::format("{}: {} of {} texts are what their rows say.\n", baselines.string(),
                    texts->size() - wrong, texts->size()));
  return wrong == 0 ? ExitCode::ok : ExitCode::regression;
}

}  // namespace tidegate::command
