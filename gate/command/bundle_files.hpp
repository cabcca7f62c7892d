/// Decision bundles with what git knows about the way between both sides.
/// Decides: which commits and files stand in a bundle, and that a decision and the evidence that it
/// is about stay together. Refuses to know: how a bundle looks.
#pragma once

#include <filesystem>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/history.hpp>

namespace tidegate::command {

/// Writes `<folder>/<run_id>/` and returns it. Outside of git, or when either commit is unknown,
/// the bundle says so instead of listing commits. `trends` of other rows are passed by. A bundle of
/// this run that somebody decided about and that holds other evidence is incompatible: a
/// decision keeps what it was about.
Outcome<std::filesystem::path> write_bundle_of(const judge::GateReport& report,
                                               const std::filesystem::path& folder,
                                               const std::filesystem::path& source,
                                               std::vector<judge::History> trends);

/// As write_bundle_of, for evidence that is kept: a bundle of this run that holds another verdict
/// is an error, never overwritten. The same verdict again changes nothing, but that a history is
/// added where there was none and nobody has decided yet, and that decisions are carried along:
/// those beside `verdict`, where the report was read, or in the bundle beside it.
Outcome<std::filesystem::path> keep_bundle_of(const judge::GateReport& report,
                                              const std::filesystem::path& verdict,
                                              const std::filesystem::path& folder,
                                              const std::filesystem::path& source,
                                              std::vector<judge::History> trends);

}  // namespace tidegate::command
