/// `stopping`, `stages` and `includes` of a row to JSON and back.
/// Decides: their fields. Refuses to know: the rest of the row.
#pragma once

#include <optional>
#include <vector>

#include <tidegate/row/conduct.hpp>
#include <tidegate/row/json_fields.hpp>

namespace tidegate {

std::optional<Stopping> read_stopping(ObjectReader& row, std::vector<UnknownField>& unknown);
std::optional<Stages> read_stages(ObjectReader& row, std::vector<UnknownField>& unknown);
std::optional<Includes> read_includes(ObjectReader& row);

void add_stopping(JsonObject& row, const std::optional<Stopping>& stopping);
void add_stages(JsonObject& row, const std::optional<Stages>& stages);
void add_includes(JsonObject& row, const std::optional<Includes>& includes);

}  // namespace tidegate
