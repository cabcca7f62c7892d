#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/result_table.hpp>

namespace tidegate::render {
namespace {

ResultRow row_of(const std::string& provider, double min, std::uint64_t n) {
  ResultRow row;
  row.key = fakes::key_of("matmul", "n=64", provider, "serial");
  row.attempts = 1;
  row.metrics = {fakes::warm_summary(min, n)};
  MetricSummary rate = fakes::warm_summary(524288 / min, n);
  rate.metric = "flops_per_s";
  rate.unit = "flop/s";
  rate.min = 524288 / min;
  row.metrics.push_back(rate);
  row.fidelity = Fidelity{};
  return row;
}

TEST(ResultTable, GroupsByCaseAndNamesTheReference) {
  ResultRow naive = row_of("naive", 1e-3, 40);
  naive.reference = true;
  ResultRow kokkos = row_of("kokkos", 0.5e-3, 10);
  kokkos.ratio = Ratio{"naive", 0.5};
  expect_golden("results.txt", result_table(std::vector<ResultRow>{naive, kokkos}));
}

MetricSummary share(const char* metric, double value) {
  MetricSummary summary = fakes::warm_summary(value, 1);
  summary.metric = metric;
  summary.unit = "1";
  summary.min = value;
  return summary;
}

TEST(ResultTable, SaysWhichCeilingIsNearest) {
  const auto shown = [](double memory, double flops) {
    ResultRow row = row_of("naive", 1e-3, 40);
    row.metrics.push_back(share("bandwidth_fraction", memory));
    row.metrics.push_back(share("flops_fraction", flops));
    return result_table(std::vector<ResultRow>{row});
  };
  EXPECT_THAT(shown(0.2, 0.41), testing::HasSubstr("  41 % of flops"));
  EXPECT_THAT(shown(0.0123, 0.001), testing::HasSubstr("  1.2 % of memory"));
  EXPECT_THAT(shown(1.3, 0.4), testing::HasSubstr("  130 % of memory: above it"));
}

TEST(ResultTable, FailedRowsSayWhy) {
  ResultRow row = row_of("cuda", 1, 1);
  row.metrics.clear();
  row.status = Status::oom;
  row.failure = "cudaMalloc of 80 GiB failed.\nFree memory: 70 GiB";
  EXPECT_THAT(result_table(std::vector<ResultRow>{row}),
              testing::HasSubstr("n=64   cuda/serial  oom\n"
                                 "      why  cudaMalloc of 80 GiB failed. Free memory: 70 GiB\n"));
}

TEST(ResultTable, CountsFailedAttemptsOfAGoodRow) {
  ResultRow row = row_of("naive", 1e-3, 40);
  row.attempts = 3;
  row.failed = 1;
  EXPECT_THAT(result_table(std::vector<ResultRow>{row}),
              testing::HasSubstr("1 of 3 attempts failed"));
}

TEST(ResultTable, SaysWhatWasNotCheckedAndWhatCannotBe) {
  ResultRow row = row_of("naive", 1e-3, 40);
  row.fidelity.reset();
  EXPECT_THAT(result_table(std::vector<ResultRow>{row}), testing::HasSubstr("  unchecked\n"));
  row.suspicion = "the timed loop is empty";
  row.ratio_refused = "no processor could have taken its time";
  EXPECT_THAT(result_table(std::vector<ResultRow>{row}),
              testing::HasSubstr("unchecked, impossible\n"
                                 "      why  the timed loop is empty\n"
                                 "      no ratio  no processor could have taken its time\n"));
}

TEST(ResultTable, ShowsCountersAndStagesBelowTheRow) {
  ResultRow row = row_of("naive", 1e-3, 40);
  const auto add = [&row](const char* metric, const char* unit, double value) {
    row.metrics.push_back(fakes::warm_summary(value, 1));
    row.metrics.back().metric = metric;
    row.metrics.back().unit = unit;
  };
  add("stage_time.solve", "s", 0.75e-3);
  add("counter.evaluations", "1", 1300);
  add("counter.read", "B", 4096);
  EXPECT_THAT(result_table(std::vector<ResultRow>{row}),
              testing::EndsWith("FLOP/s\n"
                                "      counter  evaluations 1,300, read 4.000 KiB\n"
                                "      stage  solve 750.0 µs\n"));
}

TEST(ResultTable, SaysThatThereAreNoRows) { EXPECT_EQ(result_table({}), "no rows\n"); }

}  // namespace
}  // namespace tidegate::render
