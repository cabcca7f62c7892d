#include "pair_pools.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include <tidegate/stats/paired_ratio.hpp>
#include <tidegate/stats/signed_rank.hpp>

namespace verdict_trust {
namespace {

using tidegate::ErrorKind;
using tidegate::fail;
using tidegate::Outcome;
using tidegate::judge::PairSamples;
namespace stats = tidegate::stats;

/// The launches of one kernel in one round, by variant.
using Round = std::map<std::string, const Launch*>;
using Rounds = std::map<std::uint64_t, Round>;
using Kernels = std::map<std::string, Rounds>;

Outcome<std::map<std::string, Kernels>> sorted_out(std::span<const Launch> launches) {
  std::map<std::string, Kernels> stages;
  for (const Launch& launch : launches) {
    Round& round = stages[launch.stage][launch.kernel][launch.round];
    if (round.emplace(launch.variant, &launch).second) continue;
    return fail(ErrorKind::bad_input,
                fmt::format("stage {}, kernel {}, round {} has {} twice", launch.stage,
                            launch.kernel, launch.round, launch.variant),
                "Give every recording once.");
  }
  return stages;
}

void add(KernelPairs& pairs, const Launch& baseline, const Launch& candidate) {
  Pool& pool = candidate.planted > 0 ? pairs.planted[candidate.planted] : pairs.identical;
  pool.push_back({baseline.samples, candidate.samples});
}

void add_lockstep(KernelPairs& pairs, const Round& round) {
  for (const auto& [variant, launch] : round) {
    if (!variant.starts_with('A')) continue;
    const auto partner = round.find("B" + variant.substr(1));
    if (partner != round.end()) add(pairs, *launch, *partner->second);
  }
}

/// Every identical launch against every later identical one and every planted one of its round.
void add_separate(KernelPairs& pairs, const Round& round) {
  for (const auto& [variant, baseline] : round) {
    if (!is_unchanged(*baseline)) continue;
    for (const auto& [other, candidate] : round) {
      const bool later = other > variant && is_unchanged(*candidate);
      if (candidate->planted > 0 || later) add(pairs, *baseline, *candidate);
    }
  }
}

StageKind kind_of(const Kernels& kernels) {
  const std::string& variant = kernels.begin()->second.begin()->second.begin()->first;
  const bool lockstep = variant.starts_with('A') || variant.starts_with('B');
  return lockstep ? StageKind::lockstep : StageKind::separate;
}

Stage stage_of(const std::string& name, const Kernels& kernels) {
  Stage stage{name, kind_of(kernels), {}};
  for (const auto& [kernel, rounds] : kernels) {
    KernelPairs pairs{kernel, {}, {}};
    for (const auto& [number, round] : rounds) {
      stage.kind == StageKind::lockstep ? add_lockstep(pairs, round) : add_separate(pairs, round);
    }
    stage.kernels.push_back(std::move(pairs));
  }
  return stage;
}

}  // namespace

bool is_unchanged(const Launch& launch) {
  const std::string& name = launch.variant;
  return launch.planted == 0 && name.size() > 1 && name[0] == 'n' &&
         name.find_first_not_of("0123456789", 1) == std::string::npos;
}

Outcome<Stages> pair_stages(std::span<const Launch> launches) {
  const auto sorted = sorted_out(launches);
  if (!sorted) return tidegate::pass_on(sorted);
  Stages found;
  for (const auto& [name, kernels] : *sorted) {
    Stage stage = stage_of(name, kernels);
    const auto bare =
        std::find_if(stage.kernels.begin(), stage.kernels.end(),
                     [](const KernelPairs& pairs) { return pairs.identical.empty(); });
    if (bare == stage.kernels.end()) {
      found.stages.push_back(std::move(stage));
    } else {
      found.notes.push_back(fmt::format(
          "stage {} is left out: kernel {} has no pair of identical code", name, bare->kernel));
    }
  }
  return found;
}

LabelBias label_bias(const Stage& stage) {
  LabelBias bias;
  if (stage.kind == StageKind::separate) return bias;
  for (const KernelPairs& kernel : stage.kernels) {
    for (const auto& statistic : {stats::low_band, stats::upper_tail}) {
      std::vector<double> logs;
      for (const PairSamples& pair : kernel.identical) {
        logs.push_back(stats::log_ratio(statistic(pair.baseline), statistic(pair.candidate)));
      }
      const stats::SignedRank test = stats::signed_rank(logs);
      const double p = std::min(1.0, 2 * std::min(test.p_greater, test.p_less));
      ++bias.tests;
      if (p < bias.smallest_p) bias = {p, bias.tests, kernel.kernel};
    }
  }
  return bias;
}

Pool both_labels(const Pool& pairs) {
  Pool both = pairs;
  for (const PairSamples& pair : pairs) both.push_back({pair.candidate, pair.baseline});
  return both;
}

Pool slowed(const Pool& pairs, double factor) {
  Pool slower = both_labels(pairs);
  for (PairSamples& pair : slower) {
    for (double& time : pair.candidate) time *= factor;
  }
  return slower;
}

Pool tail_stretched(const Pool& pairs) {
  constexpr double factor = 1.5;
  constexpr std::size_t every = 10;
  Pool stretched = both_labels(pairs);
  for (PairSamples& pair : stretched) {
    for (std::size_t i = every - 1; i < pair.candidate.size(); i += every) {
      pair.candidate[i] *= factor;
    }
  }
  return stretched;
}

Pool presorted(Pool pairs) {
  for (PairSamples& pair : pairs) {
    std::sort(pair.baseline.begin(), pair.baseline.end());
    std::sort(pair.candidate.begin(), pair.candidate.end());
  }
  return pairs;
}

}  // namespace verdict_trust
