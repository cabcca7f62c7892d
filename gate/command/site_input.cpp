#include "site_input.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/report_json.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/store/by_key.hpp>
#include <tidegate/store/open_run.hpp>

#include "fold_groups.hpp"
#include "read_history.hpp"
#include "read_rows.hpp"
#include "report_file.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using render::SiteInput;
using render::SiteRow;

/// What is drawn of a key: the samples of its ok attempts.
using SamplesOfKeys = std::map<std::string, std::vector<double>>;

void keep_samples(const AttemptRow& attempt, SamplesOfKeys& samples) {
  const MetricSamples* time = attempt.find(warm_time);
  if (attempt.status != Status::ok || time == nullptr) return;
  std::vector<double>& own = samples[attempt.key.canonical()];
  own.insert(own.end(), time->samples.begin(), time->samples.end());
}

/// The rows of one run of one case with the samples of their ok attempts.
Outcome<void> add_run(const store::Latest& lines, SiteInput& input) {
  const auto groups = store::by_key(lines);
  if (!groups) return pass_on(groups);
  SamplesOfKeys samples;
  SharedProcess shared;
  auto rows = fold_groups(*groups, [&](const AttemptRow& attempt) {
    shared.see(attempt);
    keep_samples(attempt, samples);
  });
  if (!rows) return pass_on(rows);
  const store::LatestRow& run = lines.rows.front();
  if (auto sentence = shared.note()) input.notes.push_back(run.key.case_name + ": " + *sentence);
  if (run.coverage == Coverage::fast) {
    input.notes.push_back(run.key.case_name + ": a quick run, of one representative only");
  }
  for (ResultRow& row : *rows) {
    std::vector<double> own = std::move(samples[row.key.canonical()]);
    // A row that is not ok has no times, whatever some of its attempts took.
    if (row.find(warm_time) == nullptr) own.clear();
    input.rows.push_back({std::move(row), std::move(own)});
  }
  return {};
}

/// Case by case, key by key: what all of them together took is never in memory at once.
Outcome<void> add_attempts(const std::vector<fs::path>& paths, const std::vector<fs::path>& files,
                           SiteInput& input) {
  auto newest = store::newest_runs_of(files);
  if (!newest) return pass_on(newest);
  input.notes.insert(input.notes.end(), newest->notes.begin(), newest->notes.end());
  for (const fs::path& path : paths) {
    const auto unfinished = store::unfinished_notes(path, *newest);
    input.notes.insert(input.notes.end(), unfinished.begin(), unfinished.end());
  }
  const std::vector<store::LatestRow> runs = std::move(newest->rows);
  for (const store::LatestRow& run : runs) {
    newest->rows = {run};
    if (const auto added = add_run(*newest, input); !added) return pass_on(added);
  }
  return {};
}

Outcome<void> add_rows(const std::vector<fs::path>& paths, SiteInput& input) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  if (files->empty()) return {};
  const auto kind = kind_of(paths);
  if (!kind) return pass_on(kind);
  if (*kind == RowKind::attempt) return add_attempts(paths, *files, input);
  auto read = read_results(paths);
  if (!read) return pass_on(read);
  input.notes.insert(input.notes.end(), read->notes.begin(), read->notes.end());
  for (ResultRow& row : judge::latest(std::move(read->rows))) {
    input.rows.push_back({std::move(row), {}});
  }
  return {};
}

Outcome<void> add_histories(const SiteSources& sources, SiteInput& input) {
  const std::vector<fs::path>& paths = sources.history.empty() ? sources.rows : sources.history;
  auto found = read_histories(
      paths, [](const Key&, bool) { return true; }, warm_time, sources.source, input.notes);
  if (!found) return pass_on(found);
  input.histories = std::move(found->series);
  return {};
}

/// Small sizes before large ones: by text n=1024 would stand before n=256.
bool stands_before(const SiteRow& a, const SiteRow& b) {
  const Key& left = a.row.key;
  const Key& right = b.row.key;
  if (left.case_name != right.case_name) return left.case_name < right.case_name;
  const auto by_value = [](const Axis& x, const Axis& y) {
    return std::tie(x.name, x.value) < std::tie(y.name, y.value);
  };
  const std::vector<Axis>& x = left.point.axes;
  const std::vector<Axis>& y = right.point.axes;
  if (std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end(), by_value)) return true;
  if (std::lexicographical_compare(y.begin(), y.end(), x.begin(), x.end(), by_value)) return false;
  return std::tie(left.provider, left.platform, a.row.machine_class.str()) <
         std::tie(right.provider, right.platform, b.row.machine_class.str());
}

}  // namespace

Outcome<SiteInput> read_site(const SiteSources& sources) {
  SiteInput input;
  if (auto read = add_rows(sources.rows, input); !read) return pass_on(read);
  std::stable_sort(input.rows.begin(), input.rows.end(), stands_before);
  if (auto read = add_histories(sources, input); !read) return pass_on(read);
  for (const fs::path& verdict : sources.verdicts) {
    auto report = read_report(verdict);
    if (!report) return pass_on(report);
    input.verdicts.push_back(std::move(*report));
  }
  std::vector<ResultRow> rows;
  for (const SiteRow& row : input.rows) rows.push_back(row.row);
  input.capabilities = judge::capabilities(rows);
  input.scalings = judge::scalings(rows);
  return input;
}

}  // namespace tidegate::command
