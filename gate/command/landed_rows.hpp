/// What may stand among the landed changes of the record, and what of that a row says.
/// Decides: that numbers of a clean, known commit on the reference machine land, that another
/// machine's are external timings, and that anything else is refused unless somebody says external.
/// Refuses to know: what is recorded.
#pragma once

#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/row/provenance.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_change{"change", Arity::one, "TEXT",
                                  "What changed, such as a pull request (default: the commit)"};
inline constexpr Flag flag_external{
    "external", Arity::no_value, "",
    "Record under \"External timings\": other machines, unmerged work, unknown commits"};

/// Of which source tree numbers are.
struct Origin {
  std::string commit;  ///< full hash; empty when nobody knows
  bool dirty = true;   ///< with uncommitted changes, or nobody knows
};

Origin origin_of(const Provenance& provenance);
/// A side's commit as it is named, or as its rows tell it.
Origin origin_of(const judge::Side& side);

/// Whether these numbers go to the external timings: said so, or measured on another machine than
/// the one whose times are the project's, which is noted. incompatible where they may not land.
Outcome<bool> external_of(const Arguments& arguments, const Origin& origin,
                          const std::string& machine_class);

/// The change reference of a row: --change, else commit and subject. usage where there is none.
Outcome<std::string> change_of(const Arguments& arguments, const Origin& origin);

}  // namespace tidegate::command
