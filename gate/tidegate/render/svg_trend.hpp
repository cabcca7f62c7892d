/// A picture of what a row was, commit by commit, with its changes marked.
/// Decides: the layout; a change is a dashed line with its size in words, so that nothing is said
/// by colour alone. The same history always gives the same bytes.
/// Refuses to know: any statistic; changes and their sizes are handed in.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <tidegate/judge/history.hpp>

namespace tidegate::render {

/// A dot a commit over its place in the history, a dashed line before the first commit after each
/// change, and the levels before and after it. Of a history of more than `most_dots` commits only
/// drawn_points() are drawn, and the picture says so.
std::string trend_svg(const judge::History& history, std::size_t most_dots = 1000);

/// Which points of a history are drawn where not all can be: the lowest and the highest of each
/// stretch of equal length, in order. `most_dots` is at least 2.
std::vector<std::size_t> drawn_points(const judge::History& history, std::size_t most_dots);

}  // namespace tidegate::render
