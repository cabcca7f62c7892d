/// The acceptance of a committed baseline row to JSON and back.
/// Decides: its fields. Refuses to know: guards, and who may accept.
#pragma once

#include <optional>
#include <vector>

#include <tidegate/row/json_fields.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate {

/// `acceptance` of a row, if it has one; `accepted` must be an ISO UTC time.
std::optional<Acceptance> read_acceptance(ObjectReader& row, std::vector<UnknownField>& unknown);

/// Adds `acceptance`: {accepted, author, reason, despite}, in the memory of `row`.
void add_acceptance(JsonObject& row, const Acceptance& kept);

}  // namespace tidegate
