/// summary.md of a harness run: for people.
/// Decides: sections, tables, which figures. Refuses to know: what is met (evidence/checklist).
#pragma once

#include <span>
#include <string>

#include <tidegate/evidence/checklist.hpp>
#include <tidegate/evidence/derived.hpp>

namespace tidegate::evidence {

/// `×12 out of range (row)` as it stands in the page: the text reads verbatim.
std::string warning_line(const Noticed& warning);

/// Without items the section of the checklist is left out.
std::string summary_md(const Observed& observed, const Derived& derived,
                       std::span<const ChecklistItem> items);

}  // namespace tidegate::evidence
