/// What no machine could have measured.
/// Decides: bounds so far above every processor that an honest row never meets them, and the
/// sentence for a row that does. Refuses to know: this machine's own ceilings.
///
/// A call whose work was hoisted out of the loop, folded at compile time or never started still has
/// a time, a small one. Its stated work over that time gives it away.
#pragma once

#include <string>

#include <tidegate/row/provenance.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// Why this row's warm time cannot be that of its work; empty when it can. Rates are those of
/// judge/rates; they are bounded only on `serial`, `openmp` and `threads`, per core, of which
/// `serial` has one. A call is bounded everywhere: below half a clock cycle nothing was called.
std::string suspicion_of(const ResultRow& row, const Provenance& facts);

}  // namespace tidegate::judge
