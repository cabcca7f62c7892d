/// The digest of an output as the field `output` of a row, which a worker may state.
/// Decides: the names of its fields, what cannot be, and that a row keeps it as it was written,
/// since one command alone asks for it. Refuses to know: which outputs are alike (judge/drift).
#pragma once

#include <optional>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/json_fields.hpp>
#include <tidegate/row/output_digest.hpp>

namespace tidegate {

/// The fields of `object`: shape, dtype, finite, nonfinite, l1, l2_squared, linf. A shape whose
/// product is not the number of elements is a problem, and so is a negative sum.
OutputDigest read_output_digest(ObjectReader& object);

/// Appends those fields.
void fill_output_digest(JsonObject& object, const OutputDigest& digest);

/// What the row's worker said of its output; nothing where it said nothing. The row keeps it as it
/// was written, since only this asks for it. Errors (bad_input): it cannot be what it says;
/// `source` is where the row stands.
Outcome<std::optional<OutputDigest>> output_digest(const AttemptRow& row, const TextSource& source);

/// Puts it into the row, in place of nothing: a row has one output.
void keep_output_digest(AttemptRow& row, const OutputDigest& digest);

}  // namespace tidegate
