#include <algorithm>

#include <fmt/format.h>

#include <tidegate/evidence/derived.hpp>
#include <tidegate/stats/dispersion.hpp>
#include <tidegate/stats/quantile.hpp>

namespace tidegate::evidence {
namespace {

using Attempts = std::vector<const AttemptRow*>;

std::vector<Attempts> by_key(std::span<const AttemptRow> rows) {
  std::vector<Attempts> groups;
  for (const AttemptRow& row : rows) {
    const auto known = std::find_if(groups.begin(), groups.end(), [&row](const Attempts& group) {
      return group.front()->key == row.key;
    });
    if (known == groups.end()) {
      groups.push_back({&row});
    } else {
      known->push_back(&row);
    }
  }
  return groups;
}

void append(std::vector<double>& all, const MetricSamples* samples) {
  if (samples == nullptr) return;
  all.insert(all.end(), samples->samples.begin(), samples->samples.end());
}

/// A process has one first call; what it says of a second one is no cold time.
void add_cold(Result& result, const MetricSamples* samples) {
  if (samples == nullptr || samples->samples.empty()) return;
  result.cold_s.push_back(samples->samples.front());
  if (samples->samples.size() > 1) ++result.colder_than_once;
}

/// What ran instead of the platform of the row's key: as the provider says, or as was found out
/// about the process (the fact, whose word is a platform's). Empty: itself, or nobody knows.
std::string ran_by(const AttemptRow& row) {
  if (!row.resolved_backend.empty()) return row.resolved_backend;
  const FactValue& found = row.provenance[Fact::resolved_backend];
  const bool elsewhere = device_of(row.key.platform) == Device::cuda && found &&
                         *found != absent_fact && *found != row.key.platform;
  return elsewhere ? *found : "";
}

std::optional<WarmSummary> summary_of(const std::vector<double>& warm) {
  if (warm.empty()) return std::nullopt;
  const auto [least, most] = std::minmax_element(warm.begin(), warm.end());
  return WarmSummary{stats::mean(warm), stats::median(warm), stats::stddev(warm), *least, *most};
}

/// Skipped, or without what it needs of the machine: nothing ran.
bool never_ran(Status status) { return status == Status::skipped || status == Status::env_failed; }

/// Whether `one` says more of a program than `other`: a crash beside skipped processes is a crash.
bool is_worse(Status one, Status other) {
  if (never_ran(one) && never_ran(other)) {
    return one == Status::env_failed && other == Status::skipped;
  }
  return never_ran(other) && !never_ran(one);
}

std::string failure_text(const AttemptRow& row) {
  return row.failure ? row.failure->message : std::string(status_name(row.status));
}

void add_note(Result& result, const std::string& sentence) {
  result.note += (result.note.empty() ? "" : "; ") + sentence;
}

/// Equal inputs give equal outputs: where they do not, the times are of different computations.
bool differs(const std::optional<Fidelity>& fidelity, const std::optional<Echo>& echo) {
  return fidelity && fidelity->echo && echo && !(*fidelity->echo == *echo);
}

/// Where other work of the machine disturbed some of the times.
void note_taints(Result& result, const Attempts& attempts) {
  std::size_t disturbed = 0;
  std::string first;
  for (const AttemptRow* attempt : attempts) {
    const FactValue& taint = attempt->provenance[Fact::taint];
    if (attempt->status != Status::ok || !taint || *taint == absent_fact) continue;
    if (++disturbed == 1) first = *taint;
  }
  if (disturbed == 0) return;
  add_note(result, fmt::format("{} of {} processes were disturbed, first: {}", disturbed,
                               result.processes, first));
}

/// `worst` is the first of its status.
void note_failure(Result& result, const Attempts& attempts, const AttemptRow& worst) {
  const auto alike = std::count_if(
      attempts.begin(), attempts.end(),
      [&worst](const AttemptRow* attempt) { return attempt->status == worst.status; });
  const bool all = static_cast<std::size_t>(alike) == result.processes;
  add_note(result,
           all ? failure_text(worst)
               : fmt::format("{} of {} processes are {}, first: {}", alike, result.processes,
                             status_name(worst.status), failure_text(worst)));
}

void add_ok(Result& result, const AttemptRow& row) {
  add_cold(result, row.find(cold_time));
  append(result.warm_s, row.find(warm_time));
  if (result.processes == result.failed + 1) {  // the first one that is ok
    result.work = row.work;
    result.counters = row.counters;
    if (row.fidelity) result.echo = row.fidelity->echo;
  }
  if (result.resolved_backend.empty()) result.resolved_backend = ran_by(row);
}

Result result_of(const Attempts& attempts) {
  Result result;
  result.key = attempts.front()->key;
  result.device = device_of(result.key.platform);
  const AttemptRow* worst = nullptr;
  bool outputs_differ = false;
  for (const AttemptRow* attempt : attempts) {
    ++result.processes;
    if (attempt->status == Status::ok) {
      add_ok(result, *attempt);
      outputs_differ = outputs_differ || differs(attempt->fidelity, result.echo);
      continue;
    }
    ++result.failed;
    if (never_ran(attempt->status)) ++result.never_ran;
    if (worst == nullptr || is_worse(attempt->status, worst->status)) worst = attempt;
  }
  result.warm = summary_of(result.warm_s);
  result.warnings = noticed_in(attempts);
  if (worst != nullptr) {
    result.status = worst->status;
    note_failure(result, attempts, *worst);
  }
  if (!result.resolved_backend.empty()) add_note(result, "ran by " + result.resolved_backend);
  note_taints(result, attempts);
  if (outputs_differ) add_note(result, "the processes computed different outputs");
  return result;
}

}  // namespace

Device device_of(std::string_view platform) {
  return platform == "cuda" ? Device::cuda : Device::cpu;
}

Derived derive(std::span<const AttemptRow> rows, std::span<const AttemptRow> constructions) {
  Derived derived;
  for (const Attempts& attempts : by_key(rows)) {
    derived.results.push_back(result_of(attempts));
    derived.stderr_cut = derived.stderr_cut || is_stderr_cut(attempts);
  }
  derived.warnings = noticed_in(rows);
  derived.memory = judge::memory_growth(constructions);
  return derived;
}

Device ran_on(const Result& result) { return is_fallback(result) ? Device::cpu : result.device; }

bool is_fallback(const Result& result) {
  return result.device == Device::cuda && !result.resolved_backend.empty();
}

bool is_excused(const Result& result, const Observed& observed) {
  return result.device == Device::cuda && result.never_ran == result.processes &&
         observed.devices.empty();
}

bool is_unexcused_skip(const Result& result, const Observed& observed) {
  return result.device == Device::cuda && result.never_ran > 0 && !observed.devices.empty();
}

}  // namespace tidegate::evidence
