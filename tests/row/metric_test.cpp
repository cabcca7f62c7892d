#include <limits>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <tidegate/row/metric.hpp>
#include <tidegate/row/provenance.hpp>
#include <tidegate/row/status.hpp>

namespace tidegate {
namespace {

TEST(Metric, RegistryIsConsistent) {
  const std::set<std::string_view> units{"s", "B", "1", "1/s", "B/s", "flop/s"};
  std::set<std::string_view> ids;
  for (const MetricInfo& info : all_metrics()) {
    EXPECT_TRUE(ids.insert(info.id).second) << info.id << " stands twice";
    EXPECT_FALSE(info.title.empty()) << info.id;
    EXPECT_EQ(units.count(info.unit), 1U) << info.id;
    // What is per second is derived, and more of it is better.
    EXPECT_EQ(info.unit.ends_with("/s"), info.rate != RateOf::none) << info.id;
    const bool share = info.id.ends_with("_fraction");
    EXPECT_EQ(info.better == Better::higher, info.rate != RateOf::none || share) << info.id;
    if (!info.gated) continue;
    EXPECT_GT(info.min_limit, 1.0) << info.id;
    EXPECT_GE(info.p95_limit, info.min_limit) << info.id << ": a tail is noisier than a minimum";
  }
  EXPECT_EQ(all_metrics()[0].id, warm_time);
}

TEST(Metric, AFamilyAnswersForItsMembers) {
  const auto counter = metric_info("counter.evaluations");
  ASSERT_TRUE(counter);
  EXPECT_EQ(counter->id, "counter.evaluations");
  EXPECT_EQ(counter->family, Family::counter);
  EXPECT_EQ(counter->better, Better::unstated);
  EXPECT_EQ(counter->unit, "") << "each row states it";
  const auto stage = metric_info("stage_time.solve-2");
  ASSERT_TRUE(stage);
  EXPECT_EQ(stage->unit, "s");
  EXPECT_EQ(stage->fold, Fold::minimum);
  EXPECT_EQ(member_id(Family::stage_time, "solve-2"), "stage_time.solve-2");
  EXPECT_EQ(member_name("stage_time.solve-2"), "solve-2");
  EXPECT_EQ(member_name(warm_time), "");
  for (const char* none : {"counter", "counter.", "counter.a b", "counter.a.b", "counters.a", ".a",
                           "warm_time.a", "counter.µ"}) {
    EXPECT_FALSE(metric_info(none)) << none;
  }
  EXPECT_FALSE(is_member_name(std::string(101, 'a')));
  EXPECT_TRUE(is_member_name(std::string(100, 'a')));
}

TEST(Metric, DirectionsHaveNames) {
  for (const Better better : {Better::lower, Better::higher}) {
    EXPECT_EQ(better_from(better_name(better)), better);
  }
  EXPECT_FALSE(better_from("unstated")) << "is said by leaving it out";
}

TEST(Metric, WhatCouldNotBeReadBackIsNotPlausible) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  for (const double time : {0.0, -1.0, 1e9, 1e308, nan, infinite}) {
    EXPECT_FALSE(is_plausible(time, "s")) << time;
  }
  for (const double time : {5e-324, 1e-9, 1.0, 9.99e8})
    EXPECT_TRUE(is_plausible(time, "s")) << time;
  for (const double bytes : {0.0, -1.0, 1e29}) EXPECT_TRUE(is_plausible(bytes, "B")) << bytes;
  for (const double bytes : {1e30, -1e30, nan, infinite}) EXPECT_FALSE(is_plausible(bytes, "B"));
}

TEST(Metric, NamedMetricsAreInTheRegistry) {
  for (const std::string_view id :
       {warm_time, cold_time, peak_rss, cache_cold_time, throughput, bytes_per_s, flops_per_s}) {
    ASSERT_TRUE(metric_info(id)) << id;
    EXPECT_EQ(metric_info(id)->id, id);
  }
  EXPECT_FALSE(metric_info("warm"));
  EXPECT_FALSE(metric_info(""));
}

TEST(Metric, WarmTimeIsTheGatedOne) {
  const auto info = metric_info(warm_time);
  EXPECT_TRUE(info->gated);
  EXPECT_EQ(info->fold, Fold::pool);
  EXPECT_EQ(info->better, Better::lower);
  EXPECT_EQ(info->min_limit, 1.10);
  EXPECT_EQ(info->p95_limit, 1.25);
  EXPECT_EQ(info->op, Operator::greater);
  EXPECT_EQ(metric_info(cold_time)->fold, Fold::minimum);
  EXPECT_EQ(metric_info(peak_rss)->fold, Fold::maximum);
  EXPECT_EQ(metric_info(cache_cold_time)->fold, Fold::pool);
  EXPECT_EQ(metric_info(throughput)->fold, Fold::maximum);
  for (const MetricInfo& other : all_metrics()) EXPECT_EQ(other.gated, other.id == warm_time);
}

TEST(Metric, OperatorsReadBack) {
  for (const Operator op : {Operator::greater, Operator::greater_equal}) {
    EXPECT_EQ(operator_from(operator_text(op)), op);
  }
  EXPECT_FALSE(operator_from("<"));
  EXPECT_FALSE(operator_from(""));
}

TEST(Status, NamesReadBack) {
  const std::pair<Status, const char*> words[] = {
      {Status::ok, "ok"},
      {Status::env_failed, "env_failed"},
      {Status::build_failed, "build_failed"},
      {Status::oom, "oom"},
      {Status::timeout, "timeout"},
      {Status::crashed, "crashed"},
      {Status::fidelity_failed, "fidelity_failed"},
      {Status::fidelity_inconclusive, "fidelity_inconclusive"},
      {Status::skipped, "skipped"}};
  for (const auto& [status, word] : words) {
    EXPECT_EQ(status_name(status), word);
    EXPECT_EQ(status_from(word), status);
  }
  EXPECT_FALSE(status_from("OK"));
  EXPECT_FALSE(status_from(""));
}

TEST(Provenance, TableNamesEveryFactOnceInItsPlace) {
  std::set<std::string_view> names;
  std::size_t index = 0;
  for (const FactInfo& info : all_facts()) {
    EXPECT_EQ(static_cast<std::size_t>(info.fact), index++) << info.name;
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
  }
  EXPECT_EQ(index, static_cast<std::size_t>(Fact::count_));
}

TEST(Provenance, FillsOnlyWhatIsUnset) {
  Provenance worker;
  worker[Fact::host] = "worker";
  Provenance runner;
  runner[Fact::host] = "runner";
  runner[Fact::commit] = "abc";
  worker.fill_from(runner);
  EXPECT_EQ(worker[Fact::host], "worker");
  EXPECT_EQ(worker[Fact::commit], "abc");
  EXPECT_FALSE(worker[Fact::os]);
}

}  // namespace
}  // namespace tidegate
