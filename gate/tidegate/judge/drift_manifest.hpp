/// The accepted outputs as a document that is committed and read in a diff.
/// Decides: its fields (docs/schema/outputs.schema.json), its order, and what an update keeps.
/// Refuses to know: which outputs are alike (drift), and where the file lies.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/drift.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::judge {

/// By key and seed, numbers rounded to 6 significant digits; ends in a newline.
std::string manifest_text(std::span<const OutputRecord> outputs);

/// Errors (bad_input): another version or kind, a record that cannot be, two of one key and seed.
Outcome<std::vector<OutputRecord>> manifest_from_json(const Json& json, const TextSource& source);

/// What was accepted, with what was computed now in its place; records of other keys and seeds
/// stay.
std::vector<OutputRecord> updated(std::vector<OutputRecord> accepted,
                                  std::span<const OutputRecord> now);

}  // namespace tidegate::judge
