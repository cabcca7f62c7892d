#include "row_guards.hpp"

#include <set>

#include <fmt/format.h>

#include <tidegate/judge/baseline_guards.hpp>

#include "console.hpp"

namespace tidegate::command {
namespace {

Outcome<std::set<judge::Guard>> waived_guards(const Arguments& arguments) {
  std::set<judge::Guard> waived;
  for (const std::string& name : arguments.all("despite")) {
    const auto guard = judge::guard_from(name);
    if (!guard) {
      return fail(ErrorKind::usage, fmt::format("there is no guard '{}'", name),
                  fmt::format("Guards are: {}.", judge::guard_names()));
    }
    waived.insert(*guard);
  }
  return waived;
}

}  // namespace

Outcome<std::vector<KeptText>> check_guards(const Arguments& arguments,
                                            std::span<const ResultRow> rows,
                                            const judge::BaselinePolicy& policy) {
  const auto waived = waived_guards(arguments);
  if (!waived) return pass_on(waived);
  std::vector<KeptText> despite;
  std::size_t refused = 0;
  for (const judge::UnmetGuard& unmet : judge::unmet_guards(rows, policy)) {
    const bool passed = waived->count(unmet.info.guard) != 0;
    note(fmt::format("guard {}: {}. {}", unmet.info.name, unmet.what,
                     passed ? "Accepted despite it." : unmet.info.todo));
    if (passed) {
      despite.emplace_back(unmet.info.name);
    } else {
      ++refused;
    }
  }
  if (refused == 0) return despite;
  return fail(ErrorKind::incompatible,
              fmt::format("{} of the guards above {} not met: nothing was accepted", refused,
                          refused == 1 ? "is" : "are"),
              "Do what they say, or name each with --despite: that is said beside them.");
}

}  // namespace tidegate::command
