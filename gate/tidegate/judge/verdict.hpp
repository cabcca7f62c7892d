/// The closed list of what can be said about a key, and of how it was found out.
/// Decides: names, which verdicts are crossings, which are failures, and what each asks the reader
/// to do next. Refuses to know: numbers.
#pragma once

#include <optional>
#include <string_view>

namespace tidegate::judge {

enum class Verdict {
  same,            ///< a slowdown that matters is excluded
  slower,          ///< crossed the min threshold
  faster,          ///< crossed it the other way
  suspicious,      ///< so much faster that the work may be missing; see judge/speedup
  shape_changed,   ///< p95 crossed, min did not
  undecided,       ///< the data cannot say within the budget
  no_baseline,     ///< measured now, nothing to compare with
  not_comparable,  ///< a baseline exists, but of another machine class
  unfaithful,      ///< the timed output is wrong or could not be checked
  broken,          ///< the attempt failed, or the row is missing
  recovered,       ///< the baseline had failed, the candidate is ok
  dropped,         ///< in the baseline, no longer measured
};

std::string_view verdict_name(Verdict verdict);
/// The verdict of that name; nothing for any other word.
std::optional<Verdict> verdict_from(std::string_view name);

/// One command or action that helps the reader of this verdict; empty for `same`.
std::string_view next_step(Verdict verdict);

/// Earns a PERFORMANCE.md row and a decision bundle: slower, faster, suspicious, shape_changed.
bool is_crossing(Verdict verdict);

/// What the shell must hear of it: nothing, a regression, or that something broke.
enum class Severity { quiet, regression, broke };

/// slower and shape_changed are regressions; unfaithful and broken broke; the rest is quiet
/// (for `undecided` and `suspicious` the policy has the last word).
Severity severity(Verdict verdict);

/// How a verdict was reached.
enum class Method {
  screen,       ///< stored baseline against current rows: min and p95 ratios
  lockstep,     ///< interleaved pairs of both builds and the exact sequential test
  unconfirmed,  ///< the screen suspects it, and no lockstep comparison was possible
};

std::string_view method_name(Method method);
/// The method of that name; nothing for any other word.
std::optional<Method> method_from(std::string_view name);

}  // namespace tidegate::judge
