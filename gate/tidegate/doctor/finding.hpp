/// One thing the doctor looked at.
/// Decides: the closed list of how bad it can be. Refuses to know: what was looked at.
#pragma once

#include <string>
#include <string_view>

namespace tidegate::doctor {

enum class Severity {
  good,    ///< as it should be
  absent,  ///< this machine does not tell, or does not have it
  note,    ///< worth knowing; tidegate measures well enough beside it
  warning  ///< costs trust in what is measured
};

constexpr std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::good:
      return "good";
    case Severity::absent:
      return "absent";
    case Severity::note:
      return "note";
    case Severity::warning:
      break;
  }
  return "warning";
}

struct Finding {
  std::string check;  ///< id in the table of checks: `governor`
  Severity severity = Severity::absent;
  std::string seen;    ///< a few words with the figure
  std::string advice;  ///< a sentence; empty exactly when nothing is to be done

  bool operator==(const Finding&) const = default;
};

}  // namespace tidegate::doctor
