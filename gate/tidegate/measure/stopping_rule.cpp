#include <algorithm>
#include <cmath>
#include <vector>

#include <tidegate/measure/stopping_rule.hpp>
#include <tidegate/stats/linear_fit.hpp>

namespace tidegate::measure {
namespace {

constexpr double quiet = 0.005;       ///< a relative standard deviation that needs no more samples
constexpr double steady = 0.05;       ///< of its readings: it no longer changes
constexpr std::uint64_t stride = 16;  ///< samples between two looks at the readings
constexpr double flat_degrees = 0.048;  ///< of the line through the entropies
constexpr double least_r2 = 0.36;
constexpr double degrees = 57.29577951308232;  // of a radian

}  // namespace

void Readings::add(double reading) {
  values_.push_back(reading);
  if (values_.size() > most) values_.pop_front();
}

void StdrelCriterion::add(double sample) {
  spread_.add(sample);
  readings_.add(spread_.relative());
}

bool StdrelCriterion::settled() const {
  if (spread_.count() < 2) return false;
  if (spread_.relative() <= quiet) return true;
  if (!readings_.full() || spread_.count() % stride != 0) return false;
  stats::RunningSpread noise;
  for (const double reading : readings_.values()) noise.add(reading);
  return noise.relative() < steady;
}

void EntropyCriterion::add(double sample) {
  entropy_.add(sample);
  readings_.add(entropy_.bits());
}

bool EntropyCriterion::settled() const {
  const auto& kept = readings_.values();
  if (kept.size() < 2) return false;
  const std::vector<double> entropies(kept.begin(), kept.end());
  const stats::LinearFit fit = stats::linear_fit(entropies);
  return std::atan(std::abs(fit.slope)) * degrees <= flat_degrees && fit.r2 >= least_r2;
}

Stopper::Stopper(const StoppingRule& rule) : rule_(rule) {
  switch (rule.criterion) {
    case Criterion::samples:
      break;
    case Criterion::stdrel:
      noise_ = StdrelCriterion{};
      break;
    case Criterion::entropy:
      noise_ = EntropyCriterion{};
      break;
  }
}

void Stopper::add(double sample) {
  ++taken_;
  if (auto* stdrel = std::get_if<StdrelCriterion>(&noise_)) stdrel->add(sample);
  if (auto* entropy = std::get_if<EntropyCriterion>(&noise_)) entropy->add(sample);
}

bool Stopper::settled() const {
  if (rule_.criterion == Criterion::samples) return taken_ >= rule_.samples;
  if (taken_ >= most_samples) return true;
  if (taken_ < std::max(least_samples, rule_.samples)) return false;
  if (const auto* stdrel = std::get_if<StdrelCriterion>(&noise_)) return stdrel->settled();
  if (const auto* entropy = std::get_if<EntropyCriterion>(&noise_)) return entropy->settled();
  return true;
}

std::optional<StopReason> Stopper::reason(std::int64_t sampling_ns, std::int64_t total_ns) const {
  if (settled()) return StopReason::criterion;
  if (taken_ >= least_samples && sampling_ns >= rule_.budget_ns) return StopReason::budget;
  if (total_ns >= rule_.hard_budget_ns) return StopReason::hard_budget;
  return std::nullopt;
}

}  // namespace tidegate::measure
