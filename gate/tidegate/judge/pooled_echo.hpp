/// What the ok attempts of one key computed, as one echo.
/// Decides: that the attempt which agrees least with its oracle speaks for all, and that one nobody
/// compared leaves the correlation unknown. Refuses to know: which correlation is good enough.
#pragma once

#include <optional>
#include <span>

#include <tidegate/row/attempt_row.hpp>

namespace tidegate::judge {

/// The echo with the lowest correlation among the ok attempts. Its correlation is absent when that
/// of any of them is: were it passed over, an unchecked attempt would hide behind a checked one.
/// Nothing when no ok attempt has an echo.
std::optional<Echo> pooled_echo(std::span<const AttemptRow* const> attempts);
std::optional<Echo> pooled_echo(std::span<const AttemptRow> attempts);

}  // namespace tidegate::judge
