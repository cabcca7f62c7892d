/// The provenance of a pool of attempts.
/// Decides: that a pool is as disturbed, and as quick, as its worst part.
/// Refuses to know: which attempt decides (fold) and what a disturbed row may not become.
#pragma once

#include <span>

#include <tidegate/row/attempt_row.hpp>

namespace tidegate::judge {

/// Whether something else was seen to run beside it.
bool is_tainted(const Provenance& facts);

/// The facts of the attempt that decides, with the taint of the first ok attempt that has one, and
/// without the digests of its code where another ok attempt ran other code: a pool of two programs
/// is neither of them.
Provenance pooled_facts(const AttemptRow& deciding, std::span<const AttemptRow* const> attempts);

/// Fast where any attempt is of a quick run.
Coverage pooled_coverage(std::span<const AttemptRow* const> attempts);

}  // namespace tidegate::judge
