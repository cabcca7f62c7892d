/// A picture of time against size, both on logarithmic axes.
/// Decides: the layout; a series is told by a letter and a shape, not by colour alone. The same
/// numbers always give the same bytes.
/// Refuses to know: any statistic; laws and exponents are handed in.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <tidegate/judge/scaling.hpp>

namespace tidegate::render {

/// A mark a measured point, a dashed line for a law, a solid one through the points of a series
/// that has none, and a cross where a size ran out of memory. A sentence where nothing can be
/// drawn.
std::string scaling_svg(const judge::Scaling& scaling);

/// `semiring_matmul [algebra=log,dtype=fp32], time over size`
std::string scaling_title(const judge::Scaling& scaling);

/// `a`, `b` … `z`, `aa`: how the series of that number is called in picture and table.
std::string series_letter(std::size_t number);

/// Marks of a logarithmic axis between two values above 0: powers of ten, and where those are few
/// their two- and fivefolds too.
std::vector<double> log_ticks(double low, double high);

}  // namespace tidegate::render
