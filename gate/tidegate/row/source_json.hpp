/// `source` of a listing, a row or a verdict's line to JSON and back.
/// Decides: its fields. Refuses to know: what stands around it.
#pragma once

#include <tidegate/row/json_fields.hpp>
#include <tidegate/row/source_place.hpp>

namespace tidegate {

/// `source: {file, line}`; unknown where it is missing or not of that form, which is no problem: a
/// row without a line for annotations is worth more than one that is refused.
SourcePlace read_listed_place(ObjectReader& object);

/// The same, and unknown unless it lies inside a repository: rows and verdicts hold nothing else.
SourcePlace read_source_place(ObjectReader& object);

/// Appends `source` where it is known.
void add_source_place(JsonObject& object, const SourcePlace& place);

}  // namespace tidegate
