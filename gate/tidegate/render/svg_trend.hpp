/// A picture of what a row was, commit by commit, with its changes marked.
/// Decides: the layout; a change is a dashed line with its size in words, so that nothing is said
/// by colour alone. The same history always gives the same bytes.
/// Refuses to know: any statistic; changes and their sizes are handed in.
#pragma once

#include <string>

#include <tidegate/judge/history.hpp>

namespace tidegate::render {

/// A dot a commit over its place in the history, a dashed line before the first commit after each
/// change, and the levels before and after it.
std::string trend_svg(const judge::History& history);

}  // namespace tidegate::render
