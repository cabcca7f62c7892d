/// What speaks against a row whose benchmark returned.
/// Decides: which samples, stages, counters and metrics no row may have or lack, and the sentences.
/// Refuses to know: whether the output was right (measure/fidelity) and how samples are taken.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tidegate/measure/case_registry.hpp>
#include <tidegate/measure/sampler.hpp>
#include <tidegate/row/attempt_row.hpp>

namespace tidegate::measure {

/// What the samples themselves say against their row; nothing when it may be judged.
std::optional<Failure> flaw_of(const Samples& samples, const CaseDeclaration& declared);

/// Gives the counters the directions that their case declares. Returns why it cannot: a counter in
/// another unit than declared; empty when all is well.
std::string state_directions(std::vector<Counter>& counters, const CaseDeclaration& declared);

/// The first metric that the case promises and this row neither has nor will have derived; empty
/// when there is none.
std::string missing_metric(const AttemptRow& row, const std::vector<std::string>& promised);

}  // namespace tidegate::measure
