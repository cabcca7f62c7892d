#include <cmath>
#include <map>
#include <random>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/bisect/hunt.hpp>
#include <tidegate/bisect/step.hpp>

#include "bisect/planted_history.hpp"
#include "fakes/scripted_worker.hpp"

namespace tidegate::bisect {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A program whose processes scatter by 0.8 % and now and then are 6 % slow, whose samples scatter
/// by 0.5 % and have spikes.
class NoisyProgram {
 public:
  NoisyProgram(double seconds, std::mt19937_64& draw) : seconds_(seconds), draw_(draw) {}

  double operator()(std::size_t sample) {
    if (sample == 0) {
      process_ = seconds_ * std::exp(0.008 * normal_(draw_)) * (draw_() % 20 == 0 ? 1.06 : 1);
    }
    return process_ * std::exp(0.005 * normal_(draw_)) * (draw_() % 20 == 0 ? 1.3 : 1);
  }

 private:
  double seconds_;
  double process_ = 0;
  std::mt19937_64& draw_;
  std::normal_distribution<double> normal_;
};

const Key key{"sum", {}, "std", "serial"};

class HuntTest : public PlantedRepository {
 protected:
  run::ScriptedWorker worker(double seconds) {
    run::Script script;
    CaseListing listing;
    listing.key = key;
    script.listings = {listing};
    script.seconds = NoisyProgram(seconds, noise);
    return run::ScriptedWorker(script);
  }

  /// What the program of this commit takes, s; nothing where it does not build.
  std::optional<double> built(const std::string& commit) const {
    std::istringstream program(git({"show", commit + ":program"}));
    int number = 0;
    bool slow = false;
    bool slower = false;
    bool broken = false;
    program >> number >> slow >> slower >> broken;
    if (broken) return std::nullopt;
    return 1e-3 * (slow ? 1.05 : 1) * (slower ? 1.02 : 1);
  }

  Outcome<Step> measured(double seconds, double at) {
    run::ScriptedWorker good = worker(1e-3);
    run::ScriptedWorker candidate = worker(seconds);
    AttemptSpec spec;
    spec.key = key;
    judge::CutPolicy policy;
    policy.cut = at;
    policy.error = 0.01 / answers_planned;
    auto done = measure_step({&good, &candidate, spec, policy, noise(), 600, {}, {}});
    if (!done) return pass_on(done);
    return done->step;
  }

  Outcome<Step> ask(const std::string& commit) {
    ++asked[commit];
    const auto seconds = built(commit);
    if (seconds) return measured(*seconds, cut);
    Step step;
    step.why = "it does not build";
    return step;
  }

  Hunt order(const std::vector<std::string>& hashes) {
    Hunt hunt;
    hunt.repo = repo;
    hunt.good = hashes.front();
    hunt.bad = hashes.back();
    hunt.ask = [this](const std::string& commit) { return ask(commit); };
    return hunt;
  }

  std::mt19937_64 noise{1};
  double cut = 1.035;
  std::map<std::string, int> asked;
};

TEST_F(HuntTest, FindsThePlantedCommitInTwentyOfTwentyHistories) {
  std::size_t answers = 0;
  std::size_t untestable = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    noise.seed(1000 + seed);
    const PlantedHistory history = planted_history(seed);
    const std::vector<std::string> hashes = plant(history);
    const auto whole = measured(*built(hashes.back()), 1.0);
    ASSERT_TRUE(whole && whole->answer == Answer::bad);
    cut = std::sqrt(*whole->ratio);
    const auto found = hunt(order(hashes));
    ASSERT_TRUE(found) << found.error().what;
    EXPECT_THAT(found->suspects, ElementsAre(hashes[history.culprit])) << "seed " << seed;
    for (const Step& step : found->steps) {
      ++answers;
      if (step.answer == Answer::untestable) ++untestable;
    }
  }
  // The distractions were met, and halving did not become searching one by one.
  EXPECT_GT(untestable, 5U);
  EXPECT_LT(answers, 20 * 16U);
}

/// A line of 16: commit 9 is slow; `broken` do not build.
PlantedHistory line_of_16(const std::vector<std::size_t>& broken) {
  PlantedHistory history{std::vector<PlantedCommit>(16), 9, 0};
  for (std::size_t i = 0; i < 16; ++i) {
    if (i > 0) history.commits[i].parents = {i - 1};
    history.commits[i].slow = i >= 9;
  }
  for (const std::size_t i : broken) history.commits[i].broken = true;
  return history;
}

TEST_F(HuntTest, NamesEveryCommitThatCannotBeToldFromTheCulprit) {
  const auto hashes = plant(line_of_16({7, 8}));
  const auto found = hunt(order(hashes));
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_THAT(found->suspects, testing::UnorderedElementsAre(hashes[7], hashes[8], hashes[9]));
}

TEST_F(HuntTest, AsksNoCommitTwiceEvenWhenItIsCutOff) {
  const auto hashes = plant(line_of_16({5}));
  std::vector<Step> kept;
  Hunt first = order(hashes);
  first.keep = [&kept](const Step& step) {
    kept.push_back(step);
    return Outcome<void>();
  };
  first.ask = [this, &kept](const std::string& commit) -> Outcome<Step> {
    if (kept.size() == 3) return fail(ErrorKind::interrupted, "cut off", "Go on.");
    return ask(commit);
  };
  const auto cut_off = hunt(first);
  ASSERT_FALSE(cut_off);
  EXPECT_EQ(cut_off.error().kind, ErrorKind::interrupted);
  ASSERT_EQ(kept.size(), 3U);

  Hunt second = order(hashes);
  second.answered = kept;
  const auto found = hunt(second);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_THAT(found->suspects, ElementsAre(hashes[9]));
  EXPECT_EQ(found->steps.front(), kept.front());
  for (const auto& [commit, times] : asked) EXPECT_EQ(times, 1) << commit;
}

TEST_F(HuntTest, EqualContentHasOneAnswer) {
  // A change and its revert: the tree of the third commit is the first one's.
  const std::string good = commit("program", "0 0 0 0");
  commit("program", "1 0 0 0");
  commit("program", "0 0 0 0");
  const std::string bad = commit("program", "2 1 0 0");
  const auto found = hunt(order({good, bad}));
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_THAT(found->suspects, ElementsAre(bad));
  EXPECT_LE(asked.size(), 2U);
}

TEST_F(HuntTest, AGoodCommitThatIsNotGoodAgainstItselfEndsTheSearch) {
  const auto hashes = plant(line_of_16({}));
  Hunt loud = order(hashes);
  loud.ask = [](const std::string&) {
    Step step;
    step.why = "60 pairs, the whole budget, could not tell its side";
    return Outcome<Step>(step);
  };
  const auto found = hunt(loud);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::incompatible);
  EXPECT_THAT(found.error().what, HasSubstr("measured against itself, is untestable"));
  EXPECT_THAT(found.error().hint, HasSubstr("tidegate doctor"));
}

}  // namespace
}  // namespace tidegate::bisect
