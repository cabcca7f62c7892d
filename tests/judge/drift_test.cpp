#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <judge/sample_rows.hpp>

#include <tidegate/judge/drift.hpp>
#include <tidegate/judge/drift_manifest.hpp>

namespace tidegate::judge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

OutputRecord digest_of(double l1, std::uint64_t seed = 0) {
  OutputRecord record;
  record.key = key_of("matmul");
  record.seed = seed;
  record.digest = OutputDigest{{2, 3}, "fp32", 5, 1, l1, 91.25, 7.5};
  return record;
}

OutputRecord echo_of(double mean, double max_abs, std::uint64_t checked = 6) {
  OutputRecord record;
  record.key = key_of("matmul");
  record.echo = Echo{mean, max_abs, max_abs, std::nullopt};
  record.checked = checked;
  return record;
}

/// The only line of two sides that each have one record.
DriftLine line_of(const OutputRecord& accepted, const OutputRecord& now) {
  const auto lines = drift(std::vector{rounded(accepted)}, std::vector{now});
  EXPECT_EQ(lines.size(), 1U);
  return lines.at(0);
}

TEST(Drift, NoiseOfTheLastBitPassesWhereverTheSixthDigitTurns) {
  // 1.2345650000000001 rounds up and its neighbour below rounds down: texts of 6 digits differ.
  for (const double value : {1.234565, 123456.5, 9.999995, 0.0009999995, 1e300, 1.5}) {
    const double above = std::nextafter(value, 1e308);
    const double below = std::nextafter(value, 0.0);
    for (const double now : {value, above, below}) {
      for (const double accepted : {value, above, below}) {
        EXPECT_EQ(line_of(digest_of(accepted), digest_of(now)).state, DriftState::same)
            << accepted << " and " << now;
      }
    }
  }
}

TEST(Drift, ARealChangeFails) {
  const DriftLine line = line_of(digest_of(1.23456), digest_of(1.23459));
  EXPECT_EQ(line.state, DriftState::drifted);
  EXPECT_EQ(line.why, "L1 is 1.23459, was 1.23456");
  EXPECT_EQ(line_of(digest_of(1.23456), digest_of(1.23453)).state, DriftState::drifted);
  EXPECT_EQ(line_of(digest_of(0), digest_of(1e-300)).state, DriftState::drifted);
}

TEST(Drift, EveryPartOfADigestCounts) {
  const auto why = [](auto change) {
    OutputRecord now = digest_of(12);
    change(*now.digest);
    return line_of(digest_of(12), now).why;
  };
  EXPECT_EQ(why([](OutputDigest&) {}), "");
  EXPECT_EQ(why([](OutputDigest& digest) {
              digest.shape = {3, 2};
            }),
            "shape is (3, 2), was (2, 3)");
  EXPECT_EQ(why([](OutputDigest& digest) { digest.dtype = "fp64"; }), "dtype is fp64, was fp32");
  EXPECT_EQ(why([](OutputDigest& digest) { digest.finite = 6, digest.nonfinite = 0; }),
            "6 finite and 0 other elements, were 5 and 1");
  EXPECT_EQ(why([](OutputDigest& digest) { digest.l2_squared = 91.26; }),
            "L2 squared is 91.26, was 91.25");
  EXPECT_EQ(why([](OutputDigest& digest) { digest.linf = 7.6; }), "L infinity is 7.6, was 7.5");
  EXPECT_THAT(why([](OutputDigest& digest) {
                digest.l2_squared = std::numeric_limits<double>::infinity();
              }),
              HasSubstr("L2 squared is inf"));
}

TEST(Drift, SumsBeyondADoubleAgreeWithEachOther) {
  const double beyond = std::numeric_limits<double>::infinity();
  EXPECT_EQ(line_of(digest_of(beyond), digest_of(beyond)).state, DriftState::same);
}

TEST(Drift, AMeanNearZeroIsComparedInDigitsOfTheLargestMagnitude) {
  EXPECT_EQ(line_of(echo_of(1e-12, 4), echo_of(-3e-9, 4)).state, DriftState::same);
  const DriftLine line = line_of(echo_of(0, 4), echo_of(3e-5, 4));
  EXPECT_EQ(line.state, DriftState::drifted);
  EXPECT_EQ(line.why, "the mean is 3e-05, was 0");
  EXPECT_EQ(line_of(echo_of(0, 4, 6), echo_of(0, 4, 7)).why, "7 elements were checked, 6 before");
}

TEST(Drift, AWorkerThatFallsSilentDoesNotPass) {
  EXPECT_EQ(line_of(digest_of(1), echo_of(1, 1)).why,
            "the worker states no digest of its output any more");
  EXPECT_EQ(line_of(echo_of(1, 1), digest_of(1)).state, DriftState::drifted);
  OutputRecord both = digest_of(1);
  both.echo = Echo{1, 1, 1, std::nullopt};
  both.checked = 6;
  EXPECT_EQ(line_of(echo_of(1, 1), both).state, DriftState::same);
}

TEST(Drift, WhatOnlyOneSideHasIsUnknownOrMissing) {
  const auto lines = drift(std::vector{digest_of(1, 3)}, std::vector{digest_of(1, 4)});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].state, DriftState::missing);
  EXPECT_EQ(lines[0].seed, 3U);
  EXPECT_EQ(lines[1].state, DriftState::unknown);
  EXPECT_EQ(lines[1].seed, 4U);
}

TEST(Drift, AttemptsThatDisagreeAreUnstableWhateverWasAccepted) {
  const auto lines =
      drift(std::vector{digest_of(1)}, std::vector{digest_of(1), digest_of(1), digest_of(2)});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].state, DriftState::unstable);
  EXPECT_EQ(lines[0].why, "from equal inputs, in another attempt L1 is 2, was 1");
}

TEST(Drift, AKeyOfWhichAnAttemptFailedIsUnstableHoweverAlikeTheOthersAre) {
  const std::vector ok{digest_of(1), digest_of(1)};
  const FailedKeys failed{{ok[0].key.canonical(), Status::fidelity_failed}};
  for (const auto& accepted : {std::vector<OutputRecord>{}, std::vector{digest_of(1)}}) {
    const auto lines = drift(accepted, ok, failed);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].state, DriftState::unstable);
    EXPECT_EQ(lines[0].why, "another attempt is fidelity_failed");
  }
  EXPECT_EQ(drift(ok, {}, failed).at(0).state, DriftState::missing);
  EXPECT_EQ(drift({ok.data(), 1}, ok, {{"another", Status::oom}}).at(0).state, DriftState::same);
}

Outcome<std::vector<OutputRecord>> read(const std::string& text) {
  const TextSource source{"outputs.json", 1};
  const auto json = parse_json(text, source);
  if (!json) return pass_on(json);
  return manifest_from_json(*json, source);
}

TEST(DriftManifest, ComesBackRoundedAndSorted) {
  const double beyond = std::numeric_limits<double>::infinity();
  OutputRecord late = digest_of(1.23456789, 7);
  late.digest->l2_squared = beyond;
  const std::string text = manifest_text(std::vector{late, echo_of(2.0 / 3, 4)});
  const auto back = read(text);
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_THAT(*back, ElementsAre(rounded(echo_of(2.0 / 3, 4)), rounded(late)));
  EXPECT_EQ((*back)[1].digest->l1, 1.23457);
  EXPECT_EQ((*back)[1].digest->l2_squared, beyond);
  EXPECT_EQ(manifest_text(*back), text);
}

TEST(DriftManifest, AnUpdateReplacesAndAddsAndKeepsTheRest) {
  const auto all =
      updated({digest_of(1, 1), digest_of(2, 2)}, std::vector{digest_of(20, 2), digest_of(3, 3)});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].digest->l1, 1);
  EXPECT_EQ(all[1].digest->l1, 20);
  EXPECT_EQ(all[2].digest->l1, 3);
}

TEST(DriftManifest, WhatCannotBeIsRefusedByName) {
  const std::string good = manifest_text(std::vector{digest_of(1)});
  const auto refused = [&good](const std::string& part, const std::string& wrong) {
    std::string text = good;
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    text.replace(at, part.size(), wrong);
    const auto back = read(text);
    EXPECT_FALSE(back) << text;
    return back ? std::string() : back.error().what;
  };
  EXPECT_THAT(refused("\"schema_version\": 1", "\"schema_version\": 2"),
              HasSubstr("schema_version"));
  EXPECT_THAT(refused("\"kind\": \"outputs\"", "\"kind\": \"x\""), HasSubstr("kind is not"));
  EXPECT_THAT(refused("\"l1\": 1.0", "\"l1\": -1"), HasSubstr("l1 is -1"));
  EXPECT_THAT(refused("\"finite\": 5", "\"finite\": 4"), HasSubstr("shape has 6 elements"));
  EXPECT_THAT(refused("\"seed\": 0", "\"seed\": -1"), HasSubstr("seed"));
  EXPECT_THAT(refused("\"digest\"", "\"other\""), HasSubstr("neither a digest nor"));
  const std::string record = good.substr(good.find('['), good.rfind(']') - good.find('[') + 1);
  EXPECT_THAT(refused(record, "[" + record.substr(1, record.size() - 2) + "," +
                                  record.substr(1, record.size() - 2) + "]"),
              HasSubstr("twice"));
  EXPECT_FALSE(read("[]"));
  EXPECT_FALSE(read(R"({"schema_version": 1, "kind": "outputs", "outputs": [3]})"));
}

}  // namespace
}  // namespace tidegate::judge
