#include "stage_lines.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace verdict_trust {
namespace {

using tidegate::Outcome;

/// A line before it is replayed. `pools` is empty when some kernel lacks what it needs.
struct Sketch {
  StageLine line;
  std::vector<Pool> pools;
};

template <class Make>
std::vector<Pool> pools_of(const Stage& stage, const Make& make) {
  std::vector<Pool> pools;
  for (const KernelPairs& kernel : stage.kernels) pools.push_back(presorted(make(kernel)));
  return pools;
}

std::vector<Pool> recorded_pools(const Stage& stage, double percent) {
  const bool everywhere = std::all_of(
      stage.kernels.begin(), stage.kernels.end(),
      [percent](const KernelPairs& pairs) { return pairs.planted.count(percent) != 0; });
  if (!everywhere) return {};
  return pools_of(stage, [percent](const KernelPairs& pairs) { return pairs.planted.at(percent); });
}

std::vector<Sketch> unchanged_sketches(const Stage& stage) {
  const auto drawn =
      pools_of(stage, [](const KernelPairs& pairs) { return both_labels(pairs.identical); });
  const auto recorded = pools_of(stage, [](const KernelPairs& pairs) { return pairs.identical; });
  std::vector<Sketch> sketches;
  for (const std::uint32_t rows : {small_suite, large_suite}) {
    sketches.push_back({{"unchanged", true, false, false, rows, {}}, drawn});
  }
  for (const std::uint32_t rows : {small_suite, large_suite}) {
    sketches.push_back(
        {{"unchanged, labels as recorded", false, false, false, rows, {}}, recorded});
  }
  return sketches;
}

std::vector<Sketch> planted_sketches(const Stage& stage) {
  std::vector<Sketch> sketches;
  for (const double percent : {2.0, 3.0, 5.0, 10.0}) {
    sketches.push_back(
        {{fmt::format("{} %, recorded", percent), false, true, true, small_suite, {}},
         recorded_pools(stage, percent)});
    const auto times = [percent](const KernelPairs& pairs) {
      return slowed(pairs.identical, 1 + percent / 100);
    };
    sketches.push_back(
        {{fmt::format("{} %, multiplied", percent), false, true, false, small_suite, {}},
         pools_of(stage, times)});
  }
  const auto stretched = [](const KernelPairs& pairs) { return tail_stretched(pairs.identical); };
  sketches.push_back({{"tail only, 1 sample in 10 times 1.5", false, true, false, small_suite, {}},
                      pools_of(stage, stretched)});
  return sketches;
}

}  // namespace

Outcome<std::vector<StageLine>> stage_lines(const Stage& stage, const ReplaySize& size) {
  std::vector<Sketch> sketches = unchanged_sketches(stage);
  std::vector<Sketch> planted = planted_sketches(stage);
  std::move(planted.begin(), planted.end(), std::back_inserter(sketches));

  std::vector<StageLine> lines;
  std::uint32_t stream = 0;
  for (Sketch& sketch : sketches) {
    ++stream;
    if (sketch.pools.empty()) continue;
    const std::uint64_t suites = sketch.line.often ? size.suites : size.fewer_suites();
    const SuitePlan plan{sketch.line.rows, suites, size.seed, stream, size.threads, {}};
    auto tally = replay(sketch.pools, plan);
    if (!tally) return tidegate::pass_on(tally);
    sketch.line.tally = std::move(*tally);
    lines.push_back(std::move(sketch.line));
  }
  return lines;
}

std::vector<PeerLine> peer_lines(const std::vector<PeerTrack>& tracks, const ReplaySize& size) {
  std::vector<PeerLine> lines;
  for (const PeerRule& rule : peer_rules()) {
    PeerPlan plan{small_suite, size.fewer_suites(), size.seed, 0, size.threads, 0};
    PeerLine line{rule, replay(tracks, rule, plan), std::nullopt, {}};
    plan.rows = large_suite;
    plan.stream = 1;
    line.large_suites = replay(tracks, rule, plan);
    plan.rows = small_suite;
    for (const double percent : peer_levels) {
      ++plan.stream;
      plan.planted = percent;
      line.planted.push_back(replay(tracks, rule, plan));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace verdict_trust
