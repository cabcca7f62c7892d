#include <array>
#include <set>

#include <fmt/format.h>

#include <tidegate/judge/baseline_guards.hpp>
#include <tidegate/judge/pooled_facts.hpp>

namespace tidegate::judge {
namespace {

constexpr std::array guards{
    GuardInfo{Guard::attempts, "attempts", "Measure again with `tidegate run --attempts N`."},
    GuardInfo{Guard::load, "load",
              "Stop what else runs (`tidegate doctor` names it) and measure again."},
    GuardInfo{Guard::commit, "commit",
              "Measure in a git working tree, or name it with --source-dir."},
    GuardInfo{Guard::dirty, "dirty", "Commit the changes and measure again."},
    GuardInfo{Guard::mixed, "mixed", "Measure all rows at one commit."},
};

bool knows_commit(const ResultRow& row) {
  return row.provenance && (*row.provenance)[Fact::commit];
}

/// Whether somebody looked for other load. Where nobody did, none was seen, whatever ran.
bool knows_load(const ResultRow& row) { return row.provenance && (*row.provenance)[Fact::taint]; }

/// Whether one row alone breaks a guard.
bool breaks(const ResultRow& row, Guard guard, const BaselinePolicy& policy) {
  switch (guard) {
    case Guard::attempts:
      return row.attempts - row.failed < policy.attempts;
    case Guard::load:
      return !knows_load(row) || is_tainted(*row.provenance);
    case Guard::commit:
      return !knows_commit(row);
    case Guard::dirty:
      return knows_commit(row) && (*row.provenance)[Fact::dirty].value_or("true") != "false";
    case Guard::mixed:
      break;  // of all rows together
  }
  return false;
}

/// What is wrong with rows that break the guard, as the end of `2 of 3 rows `.
std::string complaint(const ResultRow& row, Guard guard, const BaselinePolicy& policy) {
  switch (guard) {
    case Guard::attempts:
      return fmt::format("have fewer than {} ok attempts", policy.attempts);
    case Guard::load:
      if (!knows_load(row)) return "were measured while nobody looked for other load";
      return fmt::format("were measured beside other load ({})", *(*row.provenance)[Fact::taint]);
    case Guard::commit:
      return "are of no known commit";
    case Guard::dirty:
      return "are of a tree with uncommitted changes";
    case Guard::mixed:
      break;
  }
  return "";
}

std::optional<std::string> broken_by_rows(std::span<const ResultRow> rows, Guard guard,
                                          const BaselinePolicy& policy) {
  std::size_t count = 0;
  const ResultRow* first = nullptr;
  for (const ResultRow& row : rows) {
    if (!breaks(row, guard, policy)) continue;
    if (first == nullptr) first = &row;
    ++count;
  }
  if (first == nullptr) return std::nullopt;
  return fmt::format("{} of {} rows {}, first {}", count, rows.size(),
                     complaint(*first, guard, policy), first->key.text());
}

std::optional<std::string> broken_by_mixture(std::span<const ResultRow> rows) {
  std::set<std::string> commits;
  for (const ResultRow& row : rows) {
    if (knows_commit(row)) commits.insert(*(*row.provenance)[Fact::commit]);
  }
  if (commits.size() < 2) return std::nullopt;
  return fmt::format("the rows are of {} commits, such as {} and {}", commits.size(),
                     commits.begin()->substr(0, 12), commits.rbegin()->substr(0, 12));
}

}  // namespace

std::span<const GuardInfo> all_guards() { return guards; }

std::optional<Guard> guard_from(std::string_view name) {
  for (const GuardInfo& info : guards) {
    if (info.name == name) return info.guard;
  }
  return std::nullopt;
}

std::string guard_names() {
  std::string names;
  for (const GuardInfo& info : guards)
    names += (names.empty() ? "" : ", ") + std::string(info.name);
  return names;
}

std::vector<UnmetGuard> unmet_guards(std::span<const ResultRow> rows,
                                     const BaselinePolicy& policy) {
  std::vector<UnmetGuard> unmet;
  for (const GuardInfo& info : guards) {
    const auto what = info.guard == Guard::mixed ? broken_by_mixture(rows)
                                                 : broken_by_rows(rows, info.guard, policy);
    if (what) unmet.push_back({info, *what});
  }
  return unmet;
}

}  // namespace tidegate::judge
