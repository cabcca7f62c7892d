/// The findings for people.
/// Decides: which columns, and that advice stands below what it is about. Refuses to know: where
/// the text goes.
#pragma once

#include <string>
#include <vector>

#include <tidegate/doctor/finding.hpp>
#include <tidegate/render/text_table.hpp>

namespace tidegate::doctor {

/// A table with a row for each finding, then one sentence with the counts.
std::string to_text(const std::vector<Finding>& findings, render::Colour colour);

}  // namespace tidegate::doctor
