/// What people decided about a verdict, as it is kept beside the evidence: decision.json.
/// Decides: its fields (docs/schema/decision.schema.json), and that a decision is only ever added:
/// the last one counts, the others stay. Refuses to know: files, and what should be decided.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {

/// Where decisions lie, beside the evidence that they are about.
inline constexpr std::string_view decision_file = "decision.json";

enum class DecisionKind {
  accept,  ///< the new cost is wanted
  revert,  ///< the change is taken back
  waive    ///< the limit is waived until a day
};

std::string_view decision_name(DecisionKind kind);
std::optional<DecisionKind> decision_from(std::string_view name);

/// One line of the verdict that a decision is about.
struct DecidedRow {
  std::string row;     ///< `case[n=512] kokkos/serial`
  std::string metric;  ///< registry id

  bool operator==(const DecidedRow&) const = default;
};

struct Decision {
  DecisionKind kind = DecisionKind::accept;
  std::string author;
  std::string decided;  ///< ISO UTC
  std::string reason;
  std::string expires;  ///< the last day of a waiver, `2027-01-31`; else empty
  std::string command;  ///< that carries it out; empty where none does
  std::vector<DecidedRow> rows;

  bool operator==(const Decision&) const = default;
};

/// All decisions, the oldest first. Errors name source and field; `incompatible` where they are
/// about another run.
Outcome<std::vector<Decision>> decisions_from_json(const Json& json, const TextSource& source,
                                                   std::string_view run_id);

/// The document with one decision more; `before` is empty where nobody has decided yet. What stands
/// there is kept, fields of newer versions included. Errors: as decisions_from_json.
Outcome<std::string> with_decision(std::string_view before, const TextSource& source,
                                   std::string_view run_id, const Decision& decision);

}  // namespace tidegate::render
