/// Rows and listings as text for somebody who started a worker by hand.
/// Decides: columns and how a time reads. Refuses to know: reports; render/ makes those, and this
/// room may not include it.
#pragma once

#include <span>
#include <string>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::measure {

/// Three to four digits with a unit that suits: `1.234 ms`.
std::string time_text(double seconds);

/// Aligned columns: key, min, median, fidelity or how the attempt ended.
std::string people_table(std::span<const AttemptRow> rows);

/// One line a key, with what is special about it.
std::string people_list(std::span<const CaseListing> listings);

}  // namespace tidegate::measure
