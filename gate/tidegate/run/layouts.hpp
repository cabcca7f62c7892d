/// One side of a comparison as several links of the same objects in shuffled order.
/// Decides: which link each process is of, drawn from a seed. Refuses to know: how they were
/// linked.
///
/// Where code and data come to lie moves times by several percent, without any change that a person
/// made (Mytkowicz et al., ASPLOS 2009). With a layout drawn for each process, that is noise of the
/// pairs like any other, and a slowdown that one layout alone shows is not detected.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <tidegate/run/worker.hpp>

namespace tidegate::run {

/// A worker of several builds, at least one. It lists what the first one lists; each attempt and
/// each lockstep session is of a build that is drawn from `seed`, so that the same calls in the
/// same order draw the same builds.
std::unique_ptr<Worker> one_of(std::vector<std::unique_ptr<Worker>> builds, std::uint64_t seed);

}  // namespace tidegate::run
