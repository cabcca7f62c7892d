/// A ratio that was judged, as text.
/// Decides: that neither it nor its interval ever reads as if it were on the other side of its
/// limit. Refuses to know: digits (quantity_text), and what the verdict was.
#pragma once

#include <optional>
#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// `+9.99 %` of 1.0999 against a limit of 1.1, `+8.3 %` where no limit is near.
std::string change_of(const judge::RatioFound& found);

/// The change of a tail for a cell beside the change of the min: it reads on its own side of the
/// min's limit too, which is the one that readers know.
std::string tail_change_of(const judge::RatioFound& tail,
                           const std::optional<judge::RatioFound>& min);

/// `[+9.95, +10.01] %`, each bound as change_of; empty without an interval.
std::string interval_of(const judge::RatioFound& found);

/// `1.0999` of the same, `1.083` where no limit is near.
std::string ratio_of(const judge::RatioFound& found);

}  // namespace tidegate::render
