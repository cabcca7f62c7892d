/// Platforms asked for and platforms used: `--platforms serial,openmp,cuda`.
/// Decides: which keys are measured for a list of platforms, and when a row ran elsewhere than it
/// was asked to: a silent fallback is a number under the wrong name. Refuses to know: how a
/// provider picks its device.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::run {

/// For each case and point, in their order, what is listed for each of `platforms`, in theirs.
/// Where nothing is, one listing under the case's reference provider with the reason why it is
/// skipped, so that the row is there and says so. `usage`: a platform that is listed nowhere and is
/// no word that tidegate knows; an empty list of platforms.
Outcome<std::vector<CaseListing>> fan_out(const std::vector<CaseListing>& listings,
                                          const std::vector<std::string>& platforms);

/// Where a row says that it was computed, as a platform's word: the fact `resolved_backend`, else
/// for providers whose name begins with `kokkos` the fact `kokkos_backend`. Nothing where neither
/// is known.
std::optional<std::string> resolved_backend(const AttemptRow& row);

/// Notes in the row what was asked and what it became. The sentence if they differ.
std::optional<std::string> note_platform(AttemptRow& row, std::string_view asked);

}  // namespace tidegate::run
