#include "peer_rules.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "launches.hpp"

namespace verdict_trust {
namespace {

/// Four cycles of 0, 0.1 ... 0.9 above `base`: min base, mean base + 0.45, q3 base + 0.7.
std::vector<double> samples_above(double base) {
  std::vector<double> samples;
  for (int i = 0; i < 40; ++i) samples.push_back(base + 0.1 * (i % 10));
  return samples;
}

/// Sides as large as the rule asks for. Launches differ by up to 0.2; the i-th launches of the two
/// sides differ, but any five in a row differ by nothing on average.
struct Example {
  std::vector<LaunchFacts> baseline;
  std::vector<LaunchFacts> candidate;

  Example(const PeerRule& rule, double factor) {
    for (std::size_t i = 0; i < rule.baseline_launches; ++i) {
      baseline.push_back(facts_of(samples_above(100 + 0.05 * static_cast<double>(i % 5))));
    }
    for (std::size_t i = 0; i < rule.candidate_launches; ++i) {
      std::vector<double> samples = samples_above(100 + 0.05 * static_cast<double>((i + 2) % 5));
      for (double& time : samples) time *= factor;
      candidate.push_back(facts_of(samples));
    }
  }
};

Side side_of(const std::vector<LaunchFacts>& launches) {
  Side side;
  for (const LaunchFacts& launch : launches) side.push_back(&launch);
  return side;
}

bool flags(const PeerRule& rule, const Example& example) {
  return rule.flags(side_of(example.baseline), side_of(example.candidate));
}

const PeerRule& rule_named(std::string_view name) {
  const auto rules = peer_rules();
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [name](const PeerRule& rule) { return rule.name == name; });
  if (found == rules.end()) throw std::invalid_argument(std::string(name));
  return *found;
}

struct Limit {
  const char* rule;
  double flagged;  // the candidate's factor that must be flagged
  double passed;   // and one that must not
};

constexpr Limit limits[] = {
    {"single mean > 2.0", 2.1, 1.9},
    {"single mean > 1.10", 1.12, 1.08},
    {"U test, alpha 0.05, 10 samples of one process", 1.05, 1},
    {"min > 1.05 or p95 > 1.20, one process", 1.06, 1.04},
    {"the same, best of 10 processes", 1.06, 1.04},
    {"min > 1.05, one process", 1.06, 1.04},
    // Beyond 1.005 times the baseline's q3 of 100.7: 101.2.
    {"[min, q3] intervals apart by 0.5 %", 1.02, 1.01},
    {"U test on 10 process means", 1.05, 1},
    {"paired t on 10 process means, alpha 0.05, up to 3 tries", 1.05, 1},
    {"t prediction interval 0.99 over 20 past runs", 1.05, 1},
    {"history fence Q3 + 3 IQR, 20 past runs", 1.05, 1},
    {"min above the q99 of 20 past minima", 1.05, 1},
    {"paired bootstrap of the median, lower bound > 1.02, 20 pairs", 1.03, 1.01},
};

TEST(PeerRules, EachFlagsWhatIsBeyondItsLimitAndNothingElse) {
  EXPECT_EQ(std::size(limits), peer_rules().size()) << "a rule without an example";
  for (const Limit& limit : limits) {
    const PeerRule& rule = rule_named(limit.rule);
    EXPECT_TRUE(flags(rule, Example(rule, limit.flagged))) << rule.name;
    EXPECT_FALSE(flags(rule, Example(rule, limit.passed))) << rule.name;
  }
}

TEST(PeerRules, NoneCallsAFasterCandidateSlower) {
  for (const PeerRule& rule : peer_rules()) {
    EXPECT_FALSE(flags(rule, Example(rule, 0.5))) << rule.name;
  }
}

TEST(PeerRules, ALongerTailIsSeenByTheRuleThatLooksAtP95) {
  const LaunchFacts plain = facts_of(constant(100));
  std::vector<double> samples = constant(100);
  std::fill(samples.begin() + 30, samples.end(), 130);
  const LaunchFacts tail = facts_of(samples);
  EXPECT_TRUE(rule_named("min > 1.05 or p95 > 1.20, one process").flags({&plain}, {&tail}));
  EXPECT_FALSE(rule_named("min > 1.05, one process").flags({&plain}, {&tail}));
}

TEST(PeerRules, OneQuickProcessOfTenExcusesTheOthers) {
  const PeerRule& rule = rule_named("the same, best of 10 processes");
  Example example(rule, 1.3);
  example.candidate[6] = example.baseline[6];
  EXPECT_FALSE(flags(rule, example));
}

TEST(PeerRules, TheThirdTryIsATryToo) {
  const PeerRule& rule = rule_named("paired t on 10 process means, alpha 0.05, up to 3 tries");
  Example example(rule, 1);
  const Example slower(rule, 1.05);
  EXPECT_FALSE(flags(rule, example));
  for (std::size_t i = 20; i < 30; ++i) example.candidate[i] = slower.candidate[i];
  EXPECT_TRUE(flags(rule, example));
}

TEST(PeerRules, FactsOfALaunch) {
  const LaunchFacts facts = facts_of(samples_above(100));
  EXPECT_EQ(facts.min, 100);
  EXPECT_NEAR(facts.mean, 100.45, 1e-9);
  EXPECT_NEAR(facts.q3, 100.7, 1e-9);   // sorted places 29 and 30 of 0 to 39, a quarter between
  EXPECT_NEAR(facts.p95, 100.9, 1e-9);  // place 37.05
  EXPECT_EQ(facts.samples.size(), 40U);
}

}  // namespace
}  // namespace verdict_trust
