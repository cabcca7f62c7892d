/// The output of a case's designated provider, for outputs that no fp64 oracle can compute.
/// Decides: which provider that is at a point, and that its benchmark runs once, untimed, behind
/// the measurement of the provider that is compared with it. Refuses to know: rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tidegate/measure/case_registry.hpp>
#include <tidegate/measure/state.hpp>

namespace tidegate::measure {

/// The provider of that name which runs here and supports the point, `platform` first; nullptr
/// when there is none.
const ProviderDeclaration* designated_provider(const CaseDeclaration& declared, const Point& point,
                                               const std::string& platform);

/// What that provider hands to State::output() in one call. Nothing when it skips or hands over
/// nothing; its exceptions pass through.
std::optional<std::vector<double>> output_of(const ProviderDeclaration& provider,
                                             const Point& point, std::uint64_t seed,
                                             const Fence& fence);

/// `out` against the designated provider's output: `designated_provider` in the row's fidelity.
/// Inconclusive (no_oracle) where there is none to compare with.
Compared against_designated(const CaseDeclaration& declared, const Point& point,
                            const std::string& platform, std::uint64_t seed, const Fence& fence,
                            const Output& out);

}  // namespace tidegate::measure
