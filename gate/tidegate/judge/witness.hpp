/// What else than time speaks for or against a change: the machine code and the instructions of
/// both sides.
/// Decides: what a witness says, and what a stored number is worth against identical code.
/// Refuses to know: how code was read and instructions were counted (run).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <tidegate/row/provenance.hpp>

namespace tidegate::judge {

struct GateLine;

/// Whether both sides run the same machine code, libraries and device code included.
enum class SameCode { unknown, yes, no };

std::string_view same_code_name(SameCode same);
std::optional<SameCode> same_code_from(std::string_view name);

/// By the facts `code` and `device_code`; unknown where one side does not have them (scripts).
SameCode same_code(const Provenance& baseline, const Provenance& candidate);

struct Witness {
  SameCode code = SameCode::unknown;
  /// Instructions of a call, candidate/baseline; nothing where nobody counted them.
  std::optional<double> instructions;
};

/// From this excess on more instructions are more work: below, counts differ by data and libraries
/// (the registry's own limit on callgrind_instructions).
inline constexpr double instructions_matter = 0.01;

/// Writes what the witness says into a crossing's reason, and lets it speak on the verdict:
/// - identical code and a time of stored rows that nothing confirmed: `undecided`. The machine,
/// data
///   or environment moved, and a number from another day cannot say which;
/// - identical code and pairs that detect a change: the verdict stays. Noise reaches that by the
///   family error at most, while data, arguments and libraries that are opened later are no part of
///   the digest: to acquit would forgive what they cost;
/// - no more (or fewer) instructions: the verdict stays and is called `layout or machine`. The time
///   is real, and no work was added.
void weigh(GateLine& line);

}  // namespace tidegate::judge
