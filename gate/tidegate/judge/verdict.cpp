/// One row a verdict: its name, what the shell hears, and what to do next.
#include <array>
#include <cstddef>

#include <tidegate/judge/verdict.hpp>

namespace tidegate::judge {
namespace {

struct VerdictInfo {
  Verdict verdict;
  std::string_view name;
  bool crossing;
  Severity severity;
  std::string_view next_step;
};

constexpr std::array verdicts{
    VerdictInfo{Verdict::same, "same", false, Severity::quiet, ""},
    VerdictInfo{Verdict::slower, "slower", true, Severity::regression,
                "Read the decision bundle, then mend the change or record it with `tidegate "
                "record`."},
    VerdictInfo{Verdict::faster, "faster", true, Severity::quiet,
                "Record it with `tidegate record`, and accept the new rows with `tidegate baseline "
                "accept`."},
    VerdictInfo{Verdict::suspicious, "suspicious", true, Severity::quiet,
                "Look where the work went. If the speed-up is real, a person accepts it: a "
                "[[waiver]] of this row in tidegate.toml, or `tidegate baseline accept`."},
    VerdictInfo{Verdict::shape_changed, "shape_changed", true, Severity::regression,
                "Read the decision bundle: only the slow samples got slower; look for pauses, "
                "locks, page faults and allocations."},
    VerdictInfo{Verdict::undecided, "undecided", false, Severity::quiet,
                "Run it again on a quieter machine, or raise lockstep.max_pairs in tidegate.toml."},
    VerdictInfo{Verdict::no_baseline, "no_baseline", false, Severity::quiet,
                "Accept the current row with `tidegate baseline accept`."},
    VerdictInfo{Verdict::not_comparable, "not_comparable", false, Severity::quiet,
                "Compare two builds on this machine with `tidegate compare`, or accept rows of "
                "this machine class with `tidegate baseline accept`."},
    VerdictInfo{Verdict::unfaithful, "unfaithful", false, Severity::broke,
                "Mend the result first: the time of a wrong or unchecked answer means nothing."},
    VerdictInfo{Verdict::broken, "broken", false, Severity::broke,
                "Run the failed row alone with `tidegate run --case` and read its message."},
    VerdictInfo{Verdict::recovered, "recovered", false, Severity::quiet,
                "Accept the current row with `tidegate baseline accept`."},
    VerdictInfo{Verdict::dropped, "dropped", false, Severity::quiet,
                "Delete the row from the baseline file if the case is gone for good."},
};

const VerdictInfo& info_of(Verdict verdict) {
  return verdicts.at(static_cast<std::size_t>(verdict));
}

}  // namespace

std::string_view verdict_name(Verdict verdict) { return info_of(verdict).name; }

std::optional<Verdict> verdict_from(std::string_view name) {
  for (const VerdictInfo& info : verdicts) {
    if (info.name == name) return info.verdict;
  }
  return std::nullopt;
}

std::string_view next_step(Verdict verdict) { return info_of(verdict).next_step; }

bool is_crossing(Verdict verdict) { return info_of(verdict).crossing; }

Severity severity(Verdict verdict) { return info_of(verdict).severity; }

std::string_view method_name(Method method) {
  switch (method) {
    case Method::screen:
      return "screen";
    case Method::lockstep:
      return "lockstep";
    case Method::unconfirmed:
      break;
  }
  return "unconfirmed";
}

std::optional<Method> method_from(std::string_view name) {
  for (const Method method : {Method::screen, Method::lockstep, Method::unconfirmed}) {
    if (method_name(method) == name) return method;
  }
  return std::nullopt;
}

}  // namespace tidegate::judge
