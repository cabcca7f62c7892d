/// What the two faces of a decision bundle (JSON and Markdown) share.
/// Decides: which lines are crossings, which facts differ, and how plots are named.
/// Refuses to know: how either face looks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/row/provenance.hpp>

namespace tidegate::render {

/// The crossings of a report, in its order; they point into the report.
std::vector<const judge::GateLine*> crossings_of(const judge::GateReport& report);

/// Names of the plots of crossing number `index` (from 0); nothing when there is no such data.
std::optional<std::string> samples_plot_name(const judge::GateLine& line, std::size_t index);
std::optional<std::string> pairs_plot_name(const judge::GateLine& line, std::size_t index);

std::optional<std::string> trend_plot_name(const BundleInput& input, const judge::GateLine& line,
                                           std::size_t index);

/// The history of this line on the candidate's class of machines, or nullptr; it points into the
/// input.
const judge::History* trend_of(const BundleInput& input, const judge::GateLine& line);

/// One fact that the sides do not share; nothing is "nobody looked".
struct FactDifference {
  FactInfo info;
  FactValue baseline;
  FactValue candidate;
};

/// In the order of the table of facts; empty when either side's provenance is unknown.
std::vector<FactDifference> environment_difference(const judge::GateReport& report);

/// That a bundle is evidence, and that a person decides: stands in both faces.
inline constexpr std::string_view bundle_note =
    "This bundle is evidence. It recommends nothing: a person decides, and says why.";

}  // namespace tidegate::render
