#include <tidegate/measure/sampler.hpp>

#include "loops.hpp"

namespace sampler_overhead {
namespace {

using tidegate::measure::Batch;

double timed(const Batch& batch, std::uint64_t iterations) {
  static tidegate::measure::SteadyClock clock;
  const tidegate::measure::Fence fence;
  return tidegate::measure::Sampler(clock, batch, fence).take(iterations).seconds_per_call();
}

}  // namespace

double own_seconds(Body body, std::uint64_t iterations) {
  if (body == Body::empty) {
    auto nothing = [] {};
    return timed(tidegate::measure::batch_of(nothing), iterations);
  }
  auto chained = [] { return chain(); };
  return timed(tidegate::measure::batch_of(chained), iterations);
}

}  // namespace sampler_overhead
