#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/compare.hpp>
#include <tidegate/judge/moves.hpp>
#include <tidegate/judge/pooled_warnings.hpp>
#include <tidegate/judge/screen_line.hpp>
#include <tidegate/judge/self_comparison.hpp>
#include <tidegate/judge/without_time.hpp>

namespace tidegate::judge {
namespace {

/// All that is known of one key.
struct Entry {
  const Key* key = nullptr;
  ScreenPair pair;
  bool expected = false;  ///< somebody declared it
};

/// By canonical key: the order of the report.
using Entries = std::map<std::string, Entry>;

/// Puts rows and keys in their places. They mostly come sorted, so that each stands right behind
/// the one before and is found without a search.
class Filing {
 public:
  explicit Filing(Entries& entries) : entries_(entries), next_(entries.begin()) {}

  Entry& of(const Key& key) {
    const auto at = entries_.try_emplace(next_, key.canonical());
    next_ = std::next(at);
    if (at->second.key == nullptr) at->second.key = &key;
    return at->second;
  }

 private:
  Entries& entries_;
  Entries::iterator next_;
};

std::string rows_text(std::size_t count) {
  return fmt::format("{} row{}", count, count == 1 ? "" : "s");
}

/// Rows of one side whose key stood there before: the first one counts.
using Twice = std::vector<const ResultRow*>;

void take(const ResultRow*& place, const ResultRow& row, Twice& twice) {
  if (place == nullptr) {
    place = &row;
  } else {
    twice.push_back(&row);
  }
}

void add_twice_problem(const Twice& twice, std::string_view side, GateReport& report) {
  if (twice.empty()) return;
  report.problems.push_back(fmt::format(
      "{} of the {} rows stand twice, first {}; keep one run a side, or fold attempts first.",
      twice.size(), side, twice.front()->key.text()));
}

/// Of the rows that were measured. One that was skipped lacks what only a worker knows, such as its
/// compiler, and is no second machine.
std::set<std::string> classes_of(std::span<const ResultRow> rows) {
  std::set<std::string> measured;
  std::set<std::string> all;
  for (const ResultRow& row : rows) {
    all.insert(row.machine_class);
    if (row.status == Status::ok) measured.insert(row.machine_class);
  }
  return measured.empty() ? all : measured;
}

void file_current(const ScreenInput& input, Entries& entries, GateReport& report) {
  Filing filing(entries);
  Twice twice;
  for (const ResultRow& row : input.candidate) take(filing.of(row.key).pair.candidate, row, twice);
  add_twice_problem(twice, "current", report);
}

void file_baseline(const ScreenInput& input, const std::set<std::string>& classes, Entries& entries,
                   GateReport& report) {
  Filing filing(entries);
  Twice twice;
  for (const ResultRow& row : input.baseline) {
    ScreenPair& pair = filing.of(row.key).pair;
    if (classes.count(row.machine_class) != 0) {
      take(pair.baseline, row, twice);
    } else if (pair.other_machine == nullptr) {
      pair.other_machine = &row;  // which one of several does not matter
    }
  }
  add_twice_problem(twice, "baseline", report);
}

Entries file_all(const ScreenInput& input, GateReport& report) {
  Entries entries;
  const std::set<std::string> classes = classes_of(input.candidate);
  file_current(input, entries, report);
  file_baseline(input, classes, entries, report);
  Filing filing(entries);
  for (const Key& key : input.expected) filing.of(key).expected = true;
  for (const NoiseBand& band : input.noise) {
    const auto found = entries.find(band.key.canonical());
    if (found != entries.end()) found->second.pair.noise = &band;
  }
  if (classes.size() > 1) {
    report.problems.push_back(
        fmt::format("the current rows come from {} machine classes; judge one machine at a time.",
                    classes.size()));
  }
  return entries;
}

/// Where nobody declared a set, what was once accepted is what must still be there. Whatever was
/// measured is judged in any case.
bool is_judged(const Entry& entry, bool declared) {
  if (entry.pair.candidate != nullptr) return true;
  return declared ? entry.expected : entry.pair.baseline != nullptr;
}

/// A counter or stage that [metric] names concerns the cases that have it, on either side; one that
/// the case's own table names must be there.
bool concerns(const Entry& entry, const MetricInfo& metric, const Policy& policy) {
  if (metric.family == Family::none || policy.names(entry.key->case_name, metric.id)) return true;
  const auto has = [&metric](const ResultRow* row) {
    return row != nullptr && row->find(metric.id) != nullptr;
  };
  return has(entry.pair.candidate) || has(entry.pair.baseline);
}

/// Lines that would have crossed, had no noise band widened their limits.
using WithinBand = std::vector<const Key*>;

void judge_key(const Entry& entry, const Policy& policy, GateReport& report, WithinBand& within) {
  std::vector<MetricInfo> metrics = judged_without_time(entry.pair.candidate);
  if (metrics.empty()) metrics = policy.judged_metrics(entry.key->case_name);
  for (const MetricInfo& metric : metrics) {
    if (!concerns(entry, metric, policy)) continue;
    ScreenedLine screened = screen_line(*entry.key, metric, entry.pair, policy);
    report.compared += screened.compared ? 1 : 0;
    if (screened.within_band) within.push_back(entry.key);
    ++report.expected;
    report.lines.push_back(std::move(screened.line));
  }
}

void add_dropped(const ResultRow& row, GateReport& report) {
  GateLine line;
  line.key = row.key;
  line.metric = std::string(warm_time);
  line.verdict = Verdict::dropped;
  if (const MetricSummary* before = row.find(line.metric)) line.baseline = *before;
  line.reason = "the baseline has this row, and nobody expects it any more";
  line.next_step = std::string(next_step(line.verdict));
  report.lines.push_back(std::move(line));
}

/// A band can hide a change of its size: whoever reads `same` should know where it did the work.
void add_within_band_note(const WithinBand& within, GateReport& report) {
  if (within.empty()) return;
  report.notes.push_back(fmt::format("{} {} beyond {} limit and within {} noise band, first {}",
                                     rows_text(within.size()), within.size() == 1 ? "is" : "are",
                                     within.size() == 1 ? "its" : "their",
                                     within.size() == 1 ? "its" : "their", within.front()->text()));
}

void judge_keys(const Entries& entries, bool declared, const Policy& policy, GateReport& report) {
  report.lines.reserve(entries.size());
  WithinBand within;
  for (const auto& [name, entry] : entries) {
    if (is_judged(entry, declared)) {
      judge_key(entry, policy, report, within);
    } else if (entry.pair.baseline != nullptr) {
      add_dropped(*entry.pair.baseline, report);
    }
  }
  add_within_band_note(within, report);
}

/// A name that no row has judges nothing; whoever misspelt it should hear of it.
void add_unused_notes(const Policy& policy, GateReport& report) {
  for (const auto& [id, limits] : policy.metrics) {
    const auto info = metric_info(id);
    if (!info || info->family == Family::none) continue;
    const std::string& wanted = id;
    const bool used =
        std::any_of(report.lines.begin(), report.lines.end(),
                    [&wanted](const GateLine& line) { return line.metric == wanted; });
    if (used) continue;
    report.notes.push_back(fmt::format(
        "no row has the metric {}, which the policy names; nothing is judged by it", id));
  }
}

/// What moved is shown even where it is not judged.
void add_moves_note(const Entries& entries, const Policy& policy, GateReport& report) {
  std::vector<std::string> moves;
  for (const auto& [name, entry] : entries) {
    if (entry.pair.baseline == nullptr || entry.pair.candidate == nullptr) continue;
    for (std::string& move : moves_of(*entry.pair.baseline, *entry.pair.candidate, policy)) {
      moves.push_back(std::move(move));
    }
  }
  if (std::string note = moves_note(moves); !note.empty()) report.notes.push_back(std::move(note));
}

void add_undeclared_note(const Entries& entries, GateReport& report) {
  const auto undeclared =
      std::count_if(entries.begin(), entries.end(), [](const Entries::value_type& entry) {
        return entry.second.pair.candidate != nullptr && !entry.second.expected;
      });
  if (undeclared == 0) return;
  report.notes.push_back(fmt::format("{} measured without being expected; judged all the same",
                                     rows_text(static_cast<std::size_t>(undeclared))));
}

void add_missing_problem(const Entries& entries, bool declared, GateReport& report) {
  std::vector<const Key*> missing;
  for (const auto& [name, entry] : entries) {
    if (is_judged(entry, declared) && entry.pair.candidate == nullptr) missing.push_back(entry.key);
  }
  if (missing.empty()) return;
  report.problems.push_back(fmt::format(
      "{} expected and missing, first {}; measure them with `tidegate run` and judge again.",
      rows_text(missing.size()), missing.front()->text()));
}

/// Of either kind: nothing may be compared with itself.
void add_self_comparison(const ScreenInput& input, const Entries& entries, GateReport& report) {
  std::vector<const Key*> same;
  for (const auto& [name, entry] : entries) {
    if (same_samples(entry.pair.baseline, entry.pair.candidate)) same.push_back(entry.key);
  }
  for (const std::string& problem :
       {same_run_problem(input.baseline, input.candidate), same_samples_problem(same)}) {
    if (!problem.empty()) report.problems.push_back(problem);
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
  const bool broke =
      std::any_of(report.lines.begin(), report.lines.end(),
                  [](const GateLine& line) { return severity(line.verdict) == Severity::broke; });
  report.first_run = input.baseline.empty() && !input.candidate.empty() && !broke;
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
  const Entries entries = file_all(input, report);
  judge_keys(entries, input.expected_declared, policy, report);
  add_unused_notes(policy, report);
  add_moves_note(entries, policy, report);
  if (auto note = fallback_note(input.candidate); !note.empty()) {
    report.notes.push_back(std::move(note));
  }
  if (input.expected_declared) add_undeclared_note(entries, report);
  add_missing_problem(entries, input.expected_declared, report);
  add_self_comparison(input, entries, report);
  add_emptiness(input, report);
  return report;
}

}  // namespace tidegate::judge
