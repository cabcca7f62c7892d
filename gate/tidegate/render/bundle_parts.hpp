/// What the two faces of a decision bundle (JSON and Markdown) share.
/// Decides: which lines are crossings, which facts differ, and how plots are named.
/// Refuses to know: how either face looks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/provenance.hpp>

namespace tidegate::render {

/// The crossings of a report, in its order; they point into the report.
std::vector<const judge::GateLine*> crossings_of(const judge::GateReport& report);

/// Names of the plots of crossing number `index` (from 0); nothing when there is no such data.
std::optional<std::string> samples_plot_name(const judge::GateLine& line, std::size_t index);
std::optional<std::string> pairs_plot_name(const judge::GateLine& line, std::size_t index);

std::optional<std::string> trend_plot_name(const BundleInput& input, const judge::GateLine& line,
                                           std::size_t index);

std::optional<std::string> scaling_plot_name(const BundleInput& input, const judge::GateLine& line,
                                             std::size_t index);

/// The lines of the same metric, case and point by other providers or on other platforms, in the
/// report's order; they point into the report.
std::vector<const judge::GateLine*> rivals_of(const judge::GateReport& report,
                                              const judge::GateLine& line);

/// The history of this line on the candidate's class of machines, or nullptr; it points into the
/// input.
const judge::History* trend_of(const BundleInput& input, const judge::GateLine& line);

/// One fact that the sides do not share; nothing is "nobody looked".
struct FactDifference {
  FactInfo info;
  FactValue baseline;
  FactValue candidate;
};

/// Those that make the machine class first, then in the order of the table of facts; empty when
/// either side's provenance is unknown.
std::vector<FactDifference> environment_difference(const judge::GateReport& report);

/// The section of crossing number `index` (from 0).
std::string crossing_markdown(const BundleInput& input, const judge::GateLine& line,
                              std::size_t index);

/// The same as JSON.
JsonObject crossing_json(const BundleInput& input, const judge::GateLine& line, std::size_t index);

/// Which row and metric a line is of, and its verdict.
JsonObject name_of(const judge::GateLine& line);

/// The end of the Markdown: what was decided so far, how a decision is recorded, and the waiver of
/// each row that may have one, to fill in.
std::string to_decide(const BundleInput& input);

/// That a bundle is evidence, and that a person decides: stands in both faces.
inline constexpr std::string_view bundle_note =
    "This bundle is evidence. It recommends nothing: a person decides, and says why.";

}  // namespace tidegate::render
