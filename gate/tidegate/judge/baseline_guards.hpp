/// What rows must satisfy before they become the baseline, beyond being sound: a baseline that was
/// measured worse than what it will judge makes every later verdict worse.
/// Decides: which guards there are and when one is not met.
/// Refuses to know: soundness (baseline: wrong, quick and Debug rows are never accepted), and who
/// may pass a guard.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/judge/policy.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

enum class Guard {
  attempts,  ///< as many ok processes as the policy asks for
  load,      ///< nothing else ran beside them
  commit,    ///< a commit is known: else nothing can be built to confirm against
  dirty,     ///< without uncommitted changes: else the commit does not name what was measured
  mixed      ///< of one commit, all of them
};

struct GuardInfo {
  Guard guard;
  std::string_view name;  ///< as in --despite
  std::string_view todo;
};

/// Every guard, in the order in which they are reported.
std::span<const GuardInfo> all_guards();
std::optional<Guard> guard_from(std::string_view name);
/// `attempts, load, commit, dirty, mixed`
std::string guard_names();

struct UnmetGuard {
  GuardInfo info;
  std::string what;  ///< `2 of 12 rows were measured beside other load, first sort[n=1] ...`
};

/// The guards that these rows do not meet, in the order of all_guards().
std::vector<UnmetGuard> unmet_guards(std::span<const ResultRow> rows, const BaselinePolicy& policy);

}  // namespace tidegate::judge
