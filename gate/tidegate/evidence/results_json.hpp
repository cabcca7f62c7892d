/// results.json: docs/schema/harness-results.schema.json describes it.
/// Decides: its fields. Refuses to know: how they were obtained (evidence/derived).
#pragma once

#include <span>

#include <tidegate/evidence/checklist.hpp>
#include <tidegate/evidence/derived.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::evidence {

/// `rows` for the environment: the first measured one stands for all.
JsonObject results_json(const Observed& observed, std::span<const AttemptRow> rows,
                        const Derived& derived, std::span<const ChecklistItem> items);

}  // namespace tidegate::evidence
