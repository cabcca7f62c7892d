/// Fields of results.json that a case has besides what all have, under the names of the published
/// result files that our numbers are compared with.
/// Decides: which case has which field, and where its value stands in our rows: one line a field.
/// Refuses to know: units beyond the names, and what any field means to a physicist.
#pragma once

#include <tidegate/evidence/derived.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::evidence {

/// Calls that one timed operation consists of: `call=scalar` makes one a query, everything else is
/// one call.
double calls_of(const Result& result);

/// Adds them; null where the row does not have the value.
void add_case_fields(const Result& result, JsonObject& object);

}  // namespace tidegate::evidence
