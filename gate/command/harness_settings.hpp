/// What `tidegate harness` is asked to measure.
/// Decides: what its flags mean, and which of a worker's listings they choose; what the worker does
/// not list is wrong usage, not a smaller run. Refuses to know: how it is measured and kept.
#pragma once

#include <vector>

#include <tidegate/evidence/observed.hpp>
#include <tidegate/row/protocol.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// Errors: usage.
Outcome<evidence::Config> harness_config(const Arguments& arguments);

/// The listings of these sizes, dtypes and filters on the asked device. For cuda, a point that no
/// provider computes there stays, with the reason why it is skipped. Errors: usage, with what the
/// worker lists.
Outcome<std::vector<CaseListing>> harness_listings(const Arguments& arguments,
                                                   const evidence::Config& config,
                                                   const std::vector<CaseListing>& listed);

}  // namespace tidegate::command
