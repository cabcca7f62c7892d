#include "peer_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <tidegate/stats/dispersion.hpp>
#include <tidegate/stats/paired_ratio.hpp>
#include <tidegate/stats/quantile.hpp>

#include "peer_statistics.hpp"

namespace verdict_trust {
namespace {

namespace stats = tidegate::stats;
using Figure = double LaunchFacts::*;

constexpr double alpha = 0.05;
constexpr std::size_t repetitions = 10;
constexpr std::size_t past_runs = 20;
constexpr std::size_t tries = 3;

std::vector<double> figures(const Side& side, Figure figure) {
  std::vector<double> values;
  for (const LaunchFacts* launch : side) values.push_back(launch->*figure);
  return values;
}

double smallest(const Side& side, Figure figure) {
  const std::vector<double> values = figures(side, figure);
  return *std::min_element(values.begin(), values.end());
}

/// Candidate over baseline, each the best of its processes.
double ratio_of_best(const Side& baseline, const Side& candidate, Figure figure) {
  return smallest(candidate, figure) / smallest(baseline, figure);
}

std::vector<double> log_ratios(const Side& baseline, const Side& candidate) {
  std::vector<double> logs;
  for (std::size_t i = 0; i < baseline.size(); ++i) {
    logs.push_back(stats::log_ratio(baseline[i]->mean, candidate[i]->mean));
  }
  return logs;
}

bool significantly_larger(std::span<const double> baseline, std::span<const double> candidate) {
  return u_test_p(baseline, candidate) < alpha &&
         stats::median(candidate) > stats::median(baseline);
}

bool mean_above_double(const Side& baseline, const Side& candidate) {
  return ratio_of_best(baseline, candidate, &LaunchFacts::mean) > 2.0;
}

bool mean_above_110(const Side& baseline, const Side& candidate) {
  return ratio_of_best(baseline, candidate, &LaunchFacts::mean) > 1.10;
}

bool u_test_of_samples(const Side& baseline, const Side& candidate) {
  const auto first = [](const Side& side) {
    const std::vector<double>& samples = side.front()->samples;
    return std::span(samples).first(std::min(repetitions, samples.size()));
  };
  return significantly_larger(first(baseline), first(candidate));
}

bool min_above_105(const Side& baseline, const Side& candidate) {
  return ratio_of_best(baseline, candidate, &LaunchFacts::min) > 1.05;
}

bool min_or_p95(const Side& baseline, const Side& candidate) {
  return min_above_105(baseline, candidate) ||
         ratio_of_best(baseline, candidate, &LaunchFacts::p95) > 1.20;
}

bool intervals_apart(const Side& baseline, const Side& candidate) {
  return candidate.front()->min > 1.005 * baseline.front()->q3;
}

bool u_test_of_means(const Side& baseline, const Side& candidate) {
  return significantly_larger(figures(baseline, &LaunchFacts::mean),
                              figures(candidate, &LaunchFacts::mean));
}

/// Fresh pairs for each try; people stop at the first that says what they look for.
bool paired_t_retried(const Side& baseline, const Side& candidate) {
  const std::vector<double> logs = log_ratios(baseline, candidate);
  for (std::size_t first = 0; first + repetitions <= logs.size(); first += repetitions) {
    const auto batch = std::span(logs).subspan(first, repetitions);
    if (paired_t_p(batch) < alpha && stats::mean(batch) > 0) return true;
  }
  return false;
}

bool above_prediction(const Side& baseline, const Side& candidate) {
  return candidate.front()->mean > prediction_upper(figures(baseline, &LaunchFacts::mean), 0.99);
}

bool beyond_fence(const Side& baseline, const Side& candidate) {
  const std::vector<double> past = figures(baseline, &LaunchFacts::mean);
  return candidate.front()->mean > stats::quantile(past, 0.75) + 3 * stats::iqr(past);
}

bool min_above_own_q99(const Side& baseline, const Side& candidate) {
  return candidate.front()->min > stats::quantile(figures(baseline, &LaunchFacts::min), 0.99);
}

bool bootstrap_above_2(const Side& baseline, const Side& candidate) {
  return bootstrap_median_lower(log_ratios(baseline, candidate)) > std::log(1.02);
}

constexpr std::array<PeerRule, 13> rules{{
    {"single mean > 2.0", Drawn::stored, 1, 1, mean_above_double},
    {"single mean > 1.10", Drawn::stored, 1, 1, mean_above_110},
    {"U test, alpha 0.05, 10 samples of one process", Drawn::stored, 1, 1, u_test_of_samples},
    {"min > 1.05 or p95 > 1.20, one process", Drawn::stored, 1, 1, min_or_p95},
    {"the same, best of 10 processes", Drawn::stored, repetitions, repetitions, min_or_p95},
    {"min > 1.05, one process", Drawn::stored, 1, 1, min_above_105},
    {"[min, q3] intervals apart by 0.5 %", Drawn::stored, 1, 1, intervals_apart},
    {"U test on 10 process means", Drawn::interleaved, repetitions, repetitions, u_test_of_means},
    {"paired t on 10 process means, alpha 0.05, up to 3 tries", Drawn::interleaved,
     tries* repetitions, tries* repetitions, paired_t_retried},
    {"t prediction interval 0.99 over 20 past runs", Drawn::stored, past_runs, 1, above_prediction},
    {"history fence Q3 + 3 IQR, 20 past runs", Drawn::stored, past_runs, 1, beyond_fence},
    {"min above the q99 of 20 past minima", Drawn::stored, past_runs, 1, min_above_own_q99},
    {"paired bootstrap of the median, lower bound > 1.02, 20 pairs", Drawn::interleaved, past_runs,
     past_runs, bootstrap_above_2},
}};

}  // namespace

LaunchFacts facts_of(std::span<const double> samples) {
  LaunchFacts facts;
  facts.samples.assign(samples.begin(), samples.end());
  facts.mean = stats::mean(samples);
  facts.min = *std::min_element(samples.begin(), samples.end());
  facts.q3 = stats::quantile(samples, 0.75);
  facts.p95 = stats::quantile(samples, 0.95);
  return facts;
}

std::span<const PeerRule> peer_rules() { return rules; }

}  // namespace verdict_trust
