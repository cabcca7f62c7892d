#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/compare.hpp>
#include <tidegate/judge/screen_line.hpp>

namespace tidegate::judge {
namespace {

/// By canonical key. Rows and keys mostly come sorted, so that each goes in behind the last one.
using ByKey = std::map<std::string, const ResultRow*>;
using Keys = std::map<std::string, const Key*>;

/// False when the key stands there already: the first one counts.
template <class Value>
bool add(std::map<std::string, Value>& shelf, const Key& key, Value value) {
  const std::size_t before = shelf.size();
  shelf.emplace_hint(shelf.end(), key.canonical(), value);
  return shelf.size() > before;
}

std::string rows_text(std::size_t count) {
  return fmt::format("{} row{}", count, count == 1 ? "" : "s");
}

/// The rows of one side by key, with a problem when a key stands twice: the first one counts.
ByKey index(const std::vector<const ResultRow*>& rows, std::string_view side, GateReport& report) {
  ByKey found;
  std::vector<const ResultRow*> twice;
  for (const ResultRow* row : rows) {
    if (!add(found, row->key, row)) twice.push_back(row);
  }
  if (!twice.empty()) {
    report.problems.push_back(fmt::format(
        "{} of the {} rows stand twice, first {}; keep one run a side, or fold attempts first.",
        twice.size(), side, twice.front()->key.text()));
  }
  return found;
}

std::vector<const ResultRow*> pointers(std::span<const ResultRow> rows) {
  std::vector<const ResultRow*> all;
  for (const ResultRow& row : rows) all.push_back(&row);
  return all;
}

/// Everything that the lines are looked up in.
struct Shelves {
  ByKey candidate;
  ByKey baseline;       ///< of the current rows' machine classes
  ByKey other_machine;  ///< of all others; which one of several does not matter
};

Shelves shelve(const ScreenInput& input, GateReport& report) {
  std::set<std::string> classes;
  for (const ResultRow& row : input.candidate) classes.insert(row.machine_class);
  std::vector<const ResultRow*> own;
  Shelves shelves;
  for (const ResultRow& row : input.baseline) {
    if (classes.count(row.machine_class) != 0) {
      own.push_back(&row);
    } else {
      add(shelves.other_machine, row.key, &row);
    }
  }
  shelves.candidate = index(pointers(input.candidate), "current", report);
  shelves.baseline = index(own, "baseline", report);
  if (classes.size() > 1) {
    report.problems.push_back(
        fmt::format("the current rows come from {} machine classes; judge one machine at a time.",
                    classes.size()));
  }
  return shelves;
}

const ResultRow* find(const ByKey& rows, const std::string& name) {
  const auto found = rows.find(name);
  return found == rows.end() ? nullptr : found->second;
}

/// The keys to judge by canonical name: the declared ones, and whatever else was measured.
Keys keys_to_judge(const ScreenInput& input, const Shelves& shelves, GateReport& report) {
  Keys keys;
  if (input.expected_declared) {
    for (const Key& key : input.expected) add(keys, key, &key);
  }
  // Where nobody declared a set, what was once accepted is what must still be there.
  if (!input.expected_declared) {
    for (const auto& [name, row] : shelves.baseline) keys.emplace(name, &row->key);
  }
  const std::size_t declared = keys.size();
  for (const auto& [name, row] : shelves.candidate) {
    keys.emplace_hint(keys.end(), name, &row->key);
  }
  const std::size_t undeclared = keys.size() - declared;
  if (input.expected_declared && undeclared > 0) {
    report.notes.push_back(fmt::format("{} measured without being expected; judged all the same",
                                       rows_text(undeclared)));
  }
  return keys;
}

void judge_keys(const Keys& keys, const Shelves& shelves, const Policy& policy,
                GateReport& report) {
  report.lines.reserve(keys.size());
  for (const auto& [name, key] : keys) {
    const ScreenPair pair{find(shelves.baseline, name), find(shelves.candidate, name),
                          find(shelves.other_machine, name)};
    for (const MetricInfo& metric : all_metrics()) {
      if (!policy.judges(key->case_name, metric)) continue;
      ScreenedLine screened = screen_line(*key, metric, pair, policy);
      report.compared += screened.compared ? 1 : 0;
      ++report.expected;
      report.lines.push_back(std::move(screened.line));
    }
  }
}

void add_dropped(const Keys& keys, const Shelves& shelves, GateReport& report) {
  for (const auto& [name, row] : shelves.baseline) {
    if (keys.count(name) != 0) continue;
    GateLine line;
    line.key = row->key;
    line.metric = std::string(warm_time);
    line.verdict = Verdict::dropped;
    if (const MetricSummary* before = row->find(line.metric)) line.baseline = *before;
    line.reason = "the baseline has this row, and nobody expects it any more";
    line.next_step = std::string(next_step(line.verdict));
    report.lines.push_back(std::move(line));
  }
}

void add_missing_problem(const Keys& keys, const Shelves& shelves, GateReport& report) {
  std::vector<const Key*> missing;
  for (const auto& [name, key] : keys) {
    if (find(shelves.candidate, name) == nullptr) missing.push_back(key);
  }
  if (missing.empty()) return;
  report.problems.push_back(fmt::format(
      "{} expected and missing, first {}; measure them with `tidegate run` and judge again.",
      rows_text(missing.size()), missing.front()->text()));
}

void add_same_run_problem(const ScreenInput& input, GateReport& report) {
  std::set<std::string> runs;
  for (const ResultRow& row : input.baseline) runs.insert(row.run_id);
  for (const ResultRow& row : input.candidate) {
    if (row.run_id.empty() || runs.count(row.run_id) == 0) continue;
    report.problems.push_back(fmt::format(
        "the same run on both sides, {}, compares a number with itself; give the baseline's rows "
        "and the current rows of two runs.",
        row.run_id));
    return;
  }
}

/// Nothing compared is a first run when no baseline exists at all, and a problem otherwise.
void add_emptiness(const ScreenInput& input, GateReport& report) {
  if (report.compared > 0) return;
  if (input.candidate.empty() && report.expected == 0) {
    report.problems.push_back(
        "nothing was measured; check the filter, or list the cases with `tidegate run --help`.");
    return;
  }
  report.first_run = input.baseline.empty() && !input.candidate.empty();
  if (report.first_run) return;
  report.problems.push_back(fmt::format(
      "nothing was compared: 0 of {} has a usable baseline; compare two builds with `tidegate "
      "compare`, or accept these rows with `tidegate baseline accept`.",
      rows_text(report.expected)));
}

}  // namespace

GateReport screen(const ScreenInput& input, const Policy& policy) {
  GateReport report;
  report.policy = policy;
  const Shelves shelves = shelve(input, report);
  const Keys keys = keys_to_judge(input, shelves, report);
  judge_keys(keys, shelves, policy, report);
  add_dropped(keys, shelves, report);
  add_missing_problem(keys, shelves, report);
  add_same_run_problem(input, report);
  add_emptiness(input, report);
  sort_lines(report);
  return report;
}

}  // namespace tidegate::judge
