/// A history for machines: every number of it, exact.
/// Decides: the fields, the same in `tidegate trend --json` and in a decision bundle.
/// Refuses to know: where it is written.
#pragma once

#include <tidegate/judge/history.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/json_fields.hpp>

namespace tidegate::render {

/// `{"key", "metric", "unit", "machine_class", "points": [{commit, date, run_id, value, runs}] from
/// the oldest to the newest, "changes": [{after_commit, at_commit, before, after, ratio, p}],
/// "unplaced": points that stand where they were measured}`; an unknown date or ratio is null.
JsonObject history_json(const judge::History& history);

/// The history that was written so; a change between commits that it does not have is a problem.
judge::History read_history(ObjectReader& reader);

}  // namespace tidegate::render
