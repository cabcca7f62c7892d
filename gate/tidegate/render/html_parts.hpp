/// The sections of the page, one function each.
/// Decides: their common signature. Refuses to know: the frame around them (html_site).
#pragma once

#include <string>

#include <tidegate/render/html_site.hpp>

namespace tidegate::render {

/// Verdicts of the gate, if any: what needs a person, and what to do.
std::string verdict_sections(const SiteInput& input);
/// The table of all rows, with the controls that the script shows.
std::string rows_section(const SiteInput& input);
/// Provider by platform: measured, skipped, failed, never.
std::string capability_section(const SiteInput& input);
/// A section a case: scaling, then each row with its numbers, samples, history and provenance.
std::string case_sections(const SiteInput& input, bool zoom);

/// `pass 0.012` (of the tolerance), `FAIL`, `inconclusive`, `unchecked`.
std::string fidelity_text(const ResultRow& row);
/// The largest memory of a row: of its device where it has one, else of the process; or nullptr.
const MetricSummary* memory_of(const ResultRow& row);

/// The figure of a history with what the script needs to zoom it.
std::string history_figure(const judge::History& history, const std::string& id, std::size_t most,
                           bool zoom);
/// The figure of a case over its sizes and the table of its laws.
std::string scaling_figure(const judge::Scaling& scaling, const std::string& id);

}  // namespace tidegate::render
