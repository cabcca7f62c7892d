#include "note_age.hpp"

#include <optional>
#include <string>

#include <tidegate/judge/baseline_age.hpp>
#include <tidegate/run/git.hpp>

#include "read_rows.hpp"

namespace tidegate::command {
namespace {

/// How many commits of the source tree the row's commit lies back; nothing where git cannot say.
std::optional<std::uint64_t> commits_behind(const GateSettings& settings, const ResultRow& row) {
  if (!row.provenance || !(*row.provenance)[Fact::commit]) return std::nullopt;
  const auto between =
      run::commits_between(settings.source, *(*row.provenance)[Fact::commit], "HEAD");
  if (!between) return std::nullopt;
  return between->size();
}

}  // namespace

void note_age(const GateSettings& settings, const GateInputs& inputs, judge::GateReport& report) {
  const auto oldest = judge::oldest_baseline(inputs.stored, inputs.machine_class);
  if (!oldest) return;
  judge::note_baseline_age(report, *oldest, commits_behind(settings, *oldest->row), now());
}

}  // namespace tidegate::command
