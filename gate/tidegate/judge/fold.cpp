#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/ceiling_fraction.hpp>
#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/pooled_echo.hpp>
#include <tidegate/judge/pooled_facts.hpp>
#include <tidegate/judge/pooled_warnings.hpp>
#include <tidegate/judge/pools.hpp>
#include <tidegate/judge/rates.hpp>
#include <tidegate/judge/ratio_refused.hpp>
#include <tidegate/judge/suspicion.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/run_id.hpp>

namespace tidegate::judge {
namespace {

using Attempts = std::vector<const AttemptRow*>;
using GroupName = std::pair<std::string, std::string>;  // canonical key, run id

void set_failed(ResultRow& row, Status status, std::string why) {
  row.status = status;
  row.failure = std::move(why);
  row.metrics.clear();
}

void fold_metrics(ResultRow& row, const Attempts& attempts) {
  Pools pools;
  for (const AttemptRow* attempt : attempts) {
    if (attempt->status != Status::ok) continue;
    if (pools.add(*attempt)) continue;
    set_failed(
        row, Status::crashed,
        fmt::format("attempts disagree on the unit or the direction of {}", pools.disputed()));
    return;
  }
  row.metrics = pools.fold();
}

/// The attempt whose status the key has: a wrong result first, then an ok one, then the last.
const AttemptRow& deciding(const Attempts& attempts) {
  for (const Status status : {Status::fidelity_failed, Status::ok}) {
    for (const AttemptRow* attempt : attempts) {
      if (attempt->status == status) return *attempt;
    }
  }
  return *attempts.back();
}

bool is_worse(const Fidelity& a, const Fidelity& b) {
  const auto badness = [](const Fidelity& fidelity) {
    if (fidelity.verdict == Fidelity::Verdict::fail) return 2;
    return fidelity.verdict == Fidelity::Verdict::inconclusive ? 1 : 0;
  };
  if (badness(a) != badness(b)) return badness(a) > badness(b);
  return a.rel_to_tol.value_or(0) > b.rel_to_tol.value_or(0);
}

std::optional<Fidelity> worst_fidelity(const Attempts& attempts) {
  std::optional<Fidelity> worst;
  for (const AttemptRow* attempt : attempts) {
    if (!attempt->fidelity) continue;
    if (!worst || is_worse(*attempt->fidelity, *worst)) worst = attempt->fidelity;
  }
  return worst;
}

/// Rows of one run share one provenance object where the facts are the same.
std::shared_ptr<const Provenance> shared(std::vector<std::shared_ptr<const Provenance>>& known,
                                         const Provenance& facts) {
  for (const auto& held : known) {
    if (*held == facts) return held;
  }
  known.push_back(std::make_shared<const Provenance>(facts));
  return known.back();
}

/// Times of two machines are not two samples of one.
std::size_t machines_of(const Attempts& attempts) {
  std::set<std::string_view> classes;
  for (const AttemptRow* attempt : attempts) {
    if (attempt->status == Status::ok) classes.insert(attempt->machine_class);
  }
  return classes.size();
}

ResultRow fold_group(const Attempts& attempts) {
  const AttemptRow& chosen = deciding(attempts);
  ResultRow row;
  row.run_id = chosen.run_id;
  row.key = chosen.key;
  row.reference = chosen.reference;
  row.representative = chosen.representative;
  row.coverage = pooled_coverage(attempts);
  row.source = chosen.source;
  row.status = chosen.status;
  row.attempts = attempts.size();
  row.failed = static_cast<std::uint64_t>(
      std::count_if(attempts.begin(), attempts.end(),
                    [](const AttemptRow* attempt) { return attempt->status != Status::ok; }));
  row.work = chosen.work;
  row.includes = chosen.includes;
  row.fidelity = worst_fidelity(attempts);
  if (row.fidelity && row.status == Status::ok) row.fidelity->echo = pooled_echo(attempts);
  row.resolved_backend = chosen.resolved_backend;
  row.warnings = pooled_warnings(attempts);
  row.machine_class = chosen.machine_class;
  if (const std::size_t machines = machines_of(attempts); machines > 1) {
    set_failed(row, Status::crashed,
               fmt::format("its attempts come from {} machine classes", machines));
  } else if (backends_differ(attempts)) {
    set_failed(row, Status::crashed, "its attempts were run by different backends");
  } else if (chosen.status == Status::ok) {
    fold_metrics(row, attempts);
    add_rates(row);
    row.suspicion = suspicion_of(row, chosen.provenance);
  } else {
    row.failure = chosen.failure ? chosen.failure->message : "no reason given";
  }
  if (row.status == Status::ok) add_fractions(row, attempts);
  return row;
}

/// Rows whose times may be set against each other within a run: all but the provider agrees.
std::string family_of(const ResultRow& row) {
  Key key = row.key;
  key.provider.clear();
  return row.run_id.str() + '\t' + key.canonical();
}

void add_ratios(std::vector<ResultRow>& rows) {
  std::map<std::string, const ResultRow*> references;
  for (const ResultRow& row : rows) {
    if (row.reference) references.emplace(family_of(row), &row);
  }
  for (ResultRow& row : rows) {
    const auto found = references.find(family_of(row));
    if (found == references.end() || found->second == &row || row.status != Status::ok) continue;
    row.ratio_refused = ratio_refused(row, *found->second, found->second->key.provider);
    if (row.ratio_refused.empty())
      row.ratio = Ratio{found->second->key.provider, fastest(row) / fastest(*found->second)};
  }
}

}  // namespace

bool is_ok_and_faithful(const ResultRow& row) {
  return row.status == Status::ok &&
         (!row.fidelity || row.fidelity->verdict == Fidelity::Verdict::pass);
}

ResultRow fold_key(std::span<const AttemptRow* const> attempts) {
  const Attempts group(attempts.begin(), attempts.end());
  ResultRow row = fold_group(group);
  row.provenance = std::make_shared<const Provenance>(pooled_facts(deciding(group), group));
  return row;
}

void Fold::add(std::span<const AttemptRow* const> attempts) {
  const Attempts group(attempts.begin(), attempts.end());
  rows_.push_back(fold_group(group));
  rows_.back().provenance = shared(known_, pooled_facts(deciding(group), group));
}

std::vector<ResultRow> Fold::finish() && {
  add_ratios(rows_);
  return std::move(rows_);
}

std::vector<ResultRow> fold(std::span<const AttemptRow> attempts) {
  std::map<GroupName, Attempts> groups;
  for (const AttemptRow& attempt : attempts) {
    groups[{attempt.key.canonical(), attempt.run_id}].push_back(&attempt);
  }
  Fold fold;
  for (const auto& [name, group] : groups) fold.add(group);
  return std::move(fold).finish();
}

std::vector<ResultRow> latest(std::vector<ResultRow> rows) {
  // By key and machine class (machines do not replace each other), then as they came.
  std::vector<std::pair<std::string, std::size_t>> places;
  places.reserve(rows.size());
  for (const ResultRow& row : rows) {
    places.emplace_back(row.key.canonical() + "\n" + row.machine_class.str(), places.size());
  }
  const auto not_ascending = [](const auto& a, const auto& b) { return !(a.first < b.first); };
  if (std::adjacent_find(places.begin(), places.end(), not_ascending) == places.end()) return rows;
  std::sort(places.begin(), places.end());
  std::vector<ResultRow> kept;
  kept.reserve(rows.size());
  const std::string* last = nullptr;
  for (const auto& [name, place] : places) {
    ResultRow& row = rows[place];
    if (last == nullptr || *last != name) {
      kept.push_back(std::move(row));
    } else if (is_older_run(kept.back().run_id.str(), row.run_id.str())) {
      kept.back() = std::move(row);
    }
    last = &name;
  }
  return kept;
}

}  // namespace tidegate::judge
