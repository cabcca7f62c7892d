#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/policy.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

constexpr auto complete = R"(version = 1

[gate]
min = 1.05
operator = ">="
undecided = "fail"

[metric.warm_time]
p95 = 1.5

[metric.peak_rss]

[case.matmul]
min = 1.2
p95 = 2
min_operator = ">"

[case."odd name".metric.cold_time]
min = 1.7
operator = ">"

[lockstep]
family_error = 0.001
max_pairs = 40

[baseline]
attempts = 5
stale_after_days = 7
on_stale = "fail"

[record]
reference_class = "cpu \"a\"-1"
inner_paths = ["kernels/**", "a.cpp"]

[[waiver]]
row = "matmul[n=8] kokkos/serial"
reason = "a \"known\" loss"
expires = 2027-01-31

[[waiver]]
row = "matmul[n=8] kokkos/serial"
metric = "cold_time"
reason = "the same"
expires = 2027-02-01
)";

TEST(PolicyToml, ReadsEveryScope) {
  const auto read = parse_policy(complete, "tidegate.toml");
  ASSERT_TRUE(read) << read.error().what;
  const Policy& policy = *read;
  EXPECT_EQ(policy.op, Operator::greater_equal);
  EXPECT_EQ(policy.global.min, (Threshold{1.05, Operator::greater_equal}));
  EXPECT_FALSE(policy.global.p95);
  EXPECT_EQ(policy.on_undecided, OnUndecided::fail);
  EXPECT_EQ(policy.baseline, (BaselinePolicy{5, 7, 500, OnStale::fail}));
  EXPECT_EQ(policy.record, (RecordPolicy{"cpu \"a\"-1", {"kernels/**", "a.cpp"}}));
  EXPECT_EQ(policy.metrics.at("warm_time").p95, (Threshold{1.5, Operator::greater_equal}));
  EXPECT_EQ(policy.metrics.at("peak_rss"), Limits{});
  EXPECT_EQ(policy.cases.at("matmul").min, (Threshold{1.2, Operator::greater}));
  EXPECT_EQ(policy.cases.at("matmul").p95, (Threshold{2, Operator::greater_equal}));
  EXPECT_EQ(policy.case_metrics.at("odd name").at("cold_time").min,
            (Threshold{1.7, Operator::greater}));
  EXPECT_EQ(policy.cases.count("odd name"), 0U);
  EXPECT_EQ(policy.lockstep.family_error, 0.001);
  EXPECT_EQ(policy.lockstep.max_pairs, 40U);
  EXPECT_EQ(policy.lockstep.smallest_slowdown, 0.02) << "knobs that are not named keep defaults";
  ASSERT_EQ(policy.waivers.size(), 2U);
  EXPECT_EQ(policy.waivers[0],
            (Waiver{"matmul[n=8] kokkos/serial", "warm_time", "a \"known\" loss", "2027-01-31"}));
  EXPECT_EQ(policy.waivers[1].metric, "cold_time");
}

TEST(PolicyToml, MembersOfFamiliesAreNamedWithOrWithoutQuotes) {
  const auto read = parse_policy(
      "version = 1\n[metric.counter.evaluations]\nmin = 1.05\n[metric.\"stage_time.solve\"]\n"
      "[case.search.metric.counter.nodes]\nmin = 2\n",
      "t");
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->metrics.at("counter.evaluations").min, (Threshold{1.05, Operator::greater}));
  EXPECT_EQ(read->metrics.count("stage_time.solve"), 1U);
  EXPECT_EQ(read->case_metrics.at("search").at("counter.nodes").min->limit, 2);
  const auto ids = [&read](const char* case_name) {
    std::vector<std::string> found;
    for (const MetricInfo& info : read->judged_metrics(case_name)) found.emplace_back(info.id);
    return found;
  };
  EXPECT_EQ(ids("other"),
            (std::vector<std::string>{"warm_time", "counter.evaluations", "stage_time.solve"}));
  EXPECT_EQ(ids("search").back(), "counter.nodes");
  for (const Policy& policy : {*read, with_all_limits(*read)}) {
    EXPECT_EQ(*parse_policy(dump_policy(policy), "t"), policy) << dump_policy(policy);
  }
}

TEST(PolicyToml, VersionAloneIsTheDefaultPolicy) {
  const auto read = parse_policy("version = 1\n", "t");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, Policy{});
}

TEST(PolicyToml, AllLimitsThatHoldCanBeWrittenOut) {
  const std::string text = dump_policy(with_all_limits(Policy{}));
  EXPECT_THAT(text, HasSubstr("operator = \">\""));
  EXPECT_THAT(text, HasSubstr("[metric.warm_time]\nmin = 1.1\np95 = 1.25\n"));
  const auto read = parse_policy(text, "t");
  ASSERT_TRUE(read) << read.error().what;
  const MetricInfo warm = *metric_info(warm_time);
  EXPECT_EQ(read->limits_for("any", warm), Policy{}.limits_for("any", warm));

  // What [gate] sets is not undone by a narrower table.
  const Policy global = *parse_policy("version = 1\n[gate]\nmin = 1.5\n", "t");
  EXPECT_EQ(with_all_limits(global).limits_for("any", warm).min->limit, 1.5);
  EXPECT_EQ(with_all_limits(global).limits_for("any", warm).p95->limit, 1.25);
}

TEST(PolicyToml, SuspiciousSpeedUps) {
  const auto read =
      parse_policy("version = 1\n[gate]\nsuspicious = \"pass\"\nsuspicious_speedup = 3.5\n", "t");
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->on_suspicious, OnSuspicious::pass);
  EXPECT_EQ(read->suspicious_speedup, 3.5);
  EXPECT_EQ(*parse_policy(dump_policy(*read), "t"), *read);
  EXPECT_EQ(Policy{}.on_suspicious, OnSuspicious::fail_unchecked);
  EXPECT_FALSE(parse_policy("version = 1\n[gate]\nsuspicious = \"maybe\"\n", "t"));
  EXPECT_FALSE(parse_policy("version = 1\n[gate]\nsuspicious_speedup = 1\n", "t"));
}

TEST(PolicyToml, APresetIsWhereTheFileStarts) {
  const auto strict = parse_policy("version = 1\npreset = \"strict\"\n", "t");
  ASSERT_TRUE(strict);
  EXPECT_EQ(*strict, preset_policy(Preset::strict));
  EXPECT_EQ(strict->lockstep.smallest_slowdown, 0.01);
  EXPECT_EQ(strict->on_undecided, OnUndecided::fail);
  EXPECT_EQ(strict->on_suspicious, OnSuspicious::fail);
  EXPECT_EQ(strict->baseline.on_stale, OnStale::fail);
  EXPECT_EQ(strict->baseline.attempts, 3U);
  const auto changed =
      parse_policy("version = 1\npreset = \"permissive\"\n[lockstep]\npass_excludes = 0.05\n", "t");
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->lockstep.smallest_slowdown, 0.03);
  EXPECT_EQ(changed->lockstep.pass_excludes, 0.05);
  EXPECT_EQ(preset_policy(Preset::usual), Policy{});
}

TEST(Waivers, HoldThroughTheirLastDay) {
  Policy policy;
  policy.waivers = {Waiver{"a", "warm_time", "r", "2026-12-01"},
                    Waiver{"b", "warm_time", "r", "2026-11-21"}};
  EXPECT_EQ(expired_waiver(policy, "2026-11-21"), nullptr);
  ASSERT_NE(expired_waiver(policy, "2026-11-22"), nullptr);
  EXPECT_EQ(expired_waiver(policy, "2026-11-22")->row, "b");
}

TEST(PolicyToml, WhatIsDumpedReadsBackEqual) {
  Policy odd = *parse_policy(complete, "t");
  odd.lockstep.pass_error = 1e-9;
  odd.lockstep.tail_limit = 0.1 + 0.2;
  odd.cases["quote \" backslash \\ tab \t"] =
      Limits{Threshold{1.1000000000000001, Operator::greater}, std::nullopt};
  for (const Policy& policy : {Policy{}, *parse_policy(complete, "t"), odd}) {
    const std::string text = dump_policy(policy);
    const auto read = parse_policy(text, "dump");
    ASSERT_TRUE(read) << read.error().what << "\n" << text;
    EXPECT_EQ(*read, policy) << text;
  }
}

struct Wrong {
  const char* text;
  const char* where;
  const char* what;
};

/// Line 1 is always `version = 1`.
const Wrong wrongs[] = {
    {"[gate]\nmim = 1.1\n", "t:3:1", "unknown key 'mim' in [gate]"},
    {"[metric.counter.\"a b\"]\nmin = 1.1\n", "t:2:", "there is no metric 'counter.a b'"},
    {"[metric.counter]\nmin = 1.1\n", "t:3:", "metric.counter.min"},
    {"bogus = 1\n", "t:2:1", "unknown key 'bogus'"},
    {"[gate]\nmin = 1.0\n", "t:3:", "min is 1"},
    {"[gate]\nmin = -2.5\n", "t:3:", "min is -2.5"},
    {"[gate]\nmin = nan\n", "t:3:", "min is nan"},
    {"[gate]\np95 = inf\n", "t:3:", "p95 is inf"},
    {"[gate]\nmin = \"fast\"\n", "t:3:", "min is not a number"},
    {"[gate]\nmin = true\n", "t:3:", "min is not a number"},
    {"[gate]\noperator = \"<\"\n", "t:3:", "operator is none of: >, >="},
    {"[gate]\nmin_operator = \">\"\n", "t:3:", "min_operator stands without a limit"},
    {"[gate]\nundecided = \"maybe\"\n", "t:3:", "undecided is none of: pass, fail"},
    {"gate = 3\n", "t:2:", "gate is not a table"},
    {"[metric.speed]\nmin = 2\n", "t:2:", "there is no metric 'speed'"},
    {"[metric]\nwarm_time = 3\n", "t:3:", "metric.warm_time is not a table"},
    {"[metric.warm_time]\nmax = 2\n", "t:3:1", "unknown key 'max' in [metric.warm_time]"},
    {"[case.a]\nmetrics = 2\n", "t:3:1", "unknown key 'metrics' in [case.a]"},
    {"[case.a]\noperator = \">\"\n", "t:3:", "operator stands without a limit"},
    {"[case.a.metric.speed]\nmin = 2\n", "t:2:", "there is no metric 'speed'"},
    {"[metric.\"counter.ev\"]\nmin = 2\n[metric.counter.ev]\nmin = 1.1\n",
     "t:2:", "metric.counter.ev has two tables"},
    {"[metric.counter.ev]\nmin = 1.1\n[metric.\"counter.ev\"]\nmin = 2\n",
     "t:4:", "metric.counter.ev has two tables"},
    {"[lockstep]\nfamily_error = 1\n", "t:3:", "family_error is 1, not between 0 and 1"},
    {"[lockstep]\npass_error = 0.5\n", "t:3:", "pass_error is 0.5"},
    {"[lockstep]\nmax_pairs = 0\n", "t:3:", "max_pairs is not a whole number from 1"},
    {"[lockstep]\nmax_pairs = 20.5\n", "t:3:", "max_pairs is not a whole number"},
    {"[lockstep]\nlooks = -1\n", "t:3:", "looks is not a whole number"},
    {"[lockstep]\nfirst_pass = 61\n", "t:2:", "first_pass is 61, above max_pairs 60"},
    {"[lockstep]\ntail_hold = 0.3\n", "t:2:", "tail_hold is 0.3, above tail_limit 0.2"},
    {"[lockstep]\npairs = 3\n", "t:3:1", "unknown key 'pairs' in [lockstep]"},
    {"[baseline]\nattempts = 0\n", "t:3:", "attempts is not a whole number from 1 to 1000"},
    {"[baseline]\nstale_after_days = 1.5\n", "t:3:", "stale_after_days is not a whole number"},
    {"[baseline]\nstale_after_commits = -1\n", "t:3:", "stale_after_commits is not a whole"},
    {"[baseline]\non_stale = \"ignore\"\n", "t:3:", "on_stale is none of: note, fail"},
    {"[baseline]\nstale = 3\n", "t:3:1", "unknown key 'stale' in [baseline]"},
    {"baseline = 3\n", "t:2:", "baseline is not a table"},
    {"[record]\nreference_class = 3\n", "t:3:", "reference_class is not a text"},
    {"[record]\ninner_paths = [\"a\", 3]\n", "t:3:", "inner_paths is not a list of texts"},
    {"[record]\npaths = []\n", "t:3:1", "unknown key 'paths' in [record]"},
    {"preset = \"lax\"\n", "t:2:", "preset is none of: default, strict, permissive, rewrite"},
    {"waiver = 1\n", "t:2:", "waiver is not a list of tables"},
    {"[waiver]\nrow = \"a\"\n", "t:2:", "waiver is not a list of tables"},
    {"[[waiver]]\nreason = \"r\"\nexpires = 2027-01-31\n", "t:2:", "row is missing"},
    {"[[waiver]]\nrow = \"a\"\nexpires = 2027-01-31\n", "t:2:", "reason is missing"},
    {"[[waiver]]\nrow = \"a\"\nreason = \"\"\nexpires = 2027-01-31\n", "t:4:", "reason is not"},
    {"[[waiver]]\nrow = \"a\"\nreason = \"r\"\n", "t:2:", "expires is missing"},
    {"[[waiver]]\nrow = \"a\"\nreason = \"r\"\nexpires = \"soon\"\n", "t:5:", "not a date"},
    {"[[waiver]]\nrow = \"a\"\nmetric = \"speed\"\nreason = \"r\"\nexpires = 2027-01-31\n",
     "t:2:", "there is no metric 'speed'"},
    {"[[waiver]]\nrow = \"a\"\nreason = \"r\"\nexpires = 2027-01-31\n"
     "[[waiver]]\nrow = \"a\"\nreason = \"s\"\nexpires = 2027-01-31\n",
     "t:6:", "a is waived twice"},
    {"[[waiver]]\nrows = \"a\"\n", "t:3:1", "unknown key 'rows' in [[waiver]]"},
    {"[gate\n", "t:2:", "this is not TOML"},
    {"[gate]\nmin = 1.1\nmin = 1.2\n", "t:4:", "this is not TOML"},
};

TEST(PolicyToml, WrongPoliciesAreRefusedWithTheirPlace) {
  for (const Wrong& wrong : wrongs) {
    const auto read = parse_policy(std::string("version = 1\n") + wrong.text, "t");
    ASSERT_FALSE(read) << wrong.text;
    EXPECT_EQ(read.error().kind, ErrorKind::bad_input);
    EXPECT_THAT(read.error().what, HasSubstr(wrong.where));
    EXPECT_THAT(read.error().what, HasSubstr(wrong.what));
    EXPECT_FALSE(read.error().hint.empty());
  }
}

TEST(PolicyToml, HintsNameWhatIsAllowed) {
  EXPECT_THAT(parse_policy("version = 1\n[gate]\nmim = 1.1\n", "t").error().hint,
              HasSubstr("min, p95, operator"));
  EXPECT_THAT(parse_policy("version = 1\n[metric.speed]\n", "t").error().hint,
              HasSubstr("warm_time, cold_time, peak_rss"));
}

TEST(PolicyToml, TheVersionIsRequiredAndKnown) {
  EXPECT_THAT(parse_policy("[gate]\nmin = 1.1\n", "t").error().what, HasSubstr("version = 1"));
  EXPECT_FALSE(parse_policy("version = 0\n", "t"));
  EXPECT_FALSE(parse_policy("version = \"1\"\n", "t"));
  const auto future = parse_policy("version = 2\n", "t");
  ASSERT_FALSE(future);
  EXPECT_EQ(future.error().kind, ErrorKind::incompatible);
}

TEST(PolicyToml, ReadsFilesAndNamesThem) {
  const ScratchFolder folder;
  EXPECT_TRUE(read_policy(folder.write("tidegate.toml", complete)));
  const auto wrong = read_policy(folder.write("wrong.toml", "version = 1\nx = 1\n"));
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().what, HasSubstr("wrong.toml:2:1"));
  const auto missing = read_policy(folder.path() / "missing.toml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::missing);
  const auto binary = read_policy(folder.write("noise.toml", std::string("\x00\xff\xfe[", 4)));
  EXPECT_FALSE(binary);
}

}  // namespace
}  // namespace tidegate::judge
