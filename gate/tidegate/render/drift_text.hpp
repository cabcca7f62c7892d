/// How outputs stand to what was accepted, for people.
/// Decides: that what needs a person stands first and what is the same is only counted.
/// Refuses to know: which outputs are alike (judge/drift).
#pragma once

#include <span>
#include <string>

#include <tidegate/judge/drift.hpp>

namespace tidegate::render {

/// A line for each output that is not the same, with why, then how many there are of each kind.
/// Ends in a newline.
std::string drift_text(std::span<const judge::DriftLine> lines);

}  // namespace tidegate::render
