/// A ratio that was judged, as text.
/// Decides: that it never reads as if it were on the other side of its limit.
/// Refuses to know: digits (quantity_text), and what the verdict was.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// `+9.99 %` of 1.0999 against a limit of 1.1, `+8.3 %` where no limit is near.
std::string change_of(const judge::RatioFound& found);

/// `1.0999` of the same, `1.083` where no limit is near.
std::string ratio_of(const judge::RatioFound& found);

}  // namespace tidegate::render
