/// nvbench: which of its times become samples, and what becomes of its failures and summaries.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/import/formats.hpp>
#include <tidegate/row/imported.hpp>

#include "fakes/temp_folder.hpp"
#include "import/import_case.hpp"

namespace tidegate::foreign {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Nvbench, SamplesBesideTheJsonElseASummary) {
  const Imported imported = read("nvbench", "nvbench.json");
  const AttemptRow large = row_of(imported, "copy_sweep[T=F32,n=1048576] /cuda");
  EXPECT_THAT(samples_of(large), ElementsAre(DoubleEq(0.25e-3F), DoubleEq(0.5e-3F),
                                             DoubleEq(0.25e-3F), DoubleEq(1e-3F)));
  EXPECT_THAT(samples_of(large, bytes_per_s), ElementsAre(8e11));
  EXPECT_EQ(large.provenance[Fact::gpu_model], "NVIDIA A10G");
  expect_stand_in(row_of(imported, "copy_sweep[T=F32,n=4096,statistic=min] /cuda"), 2e-6, 1);
  const AttemptRow host = row_of(imported, "host_only[statistic=mean] /unstated");
  expect_stand_in(host, 1.5e-4, 1);
  EXPECT_FALSE(host.provenance[Fact::gpu_model]) << "its device 0 was never looked up";
  const AttemptRow skipped = row_of(imported, "copy_sweep[T=F64,n=2] /cuda");
  EXPECT_EQ(skipped.status, Status::skipped);
  EXPECT_EQ(skipped.failure->message, "too small to time");
}

/// The suite of nvbench-*-cpu.json, of which each version wrote the same but its times.
void expect_cpu_suite(const Imported& imported) {
  ASSERT_EQ(imported.attempts.size(), 11U);
  EXPECT_TRUE(imported.notes.empty()) << imported.notes[0];
  for (const AttemptRow& row : imported.attempts) {
    EXPECT_FALSE(row.provenance[Fact::gpu_model]) << row.key.text();
    EXPECT_TRUE(row.warnings.empty()) << row.key.text() << " has every sample";
  }
  const std::string sort = "sort_partly_sorted[Share sorted=0.5,Order=";
  const AttemptRow skipped = row_of(imported, sort + "none] /unstated");
  EXPECT_EQ(skipped.status, Status::skipped);
  EXPECT_EQ(skipped.failure->message, "there is no order \"none\"");
  const AttemptRow threw = row_of(imported, sort + "odd; even] /unstated");
  EXPECT_EQ(threw.status, Status::crashed) << "nvbench says that it was skipped";
  EXPECT_EQ(threw.failure->message, "Unexpected error: cannot sort by parity");
  const AttemptRow nothing = row_of(imported, "nothing[-] /unstated");
  EXPECT_EQ(nothing.status, Status::crashed);
  EXPECT_EQ(nothing.failure->message, "it reports no time");
  const AttemptRow sorted = row_of(imported, sort + "less] /unstated");
  ASSERT_EQ(sorted.counters.size(), 2U);
  EXPECT_EQ(sorted.counters[0], (Counter{"left_over", "1", 0.5, "", Better::unstated}));
  EXPECT_EQ(sorted.counters[1], (Counter{"pairs_out_of_order", "1", 2000.0, "", Better::unstated}));
  EXPECT_EQ(sorted.find(throughput), nullptr) << "it states no elements";
}

TEST(Nvbench, ASuiteOfTheCpuAlone) {
  const Imported imported = read("nvbench", "nvbench-2026-08-cpu.json");
  expect_cpu_suite(imported);
  const AttemptRow sum = row_of(imported, "sum[T=I32,n=65536] /unstated");
  const std::vector<double> samples = samples_of(sum);
  ASSERT_EQ(samples.size(), 142U);
  EXPECT_EQ(samples.front(), 2.9323999e-5F);
  EXPECT_EQ(*std::min_element(samples.begin(), samples.end()), 1.971e-5F) << "the JSON's minimum";
  EXPECT_EQ(sum.find(warm_time)->unit, "s");
  EXPECT_THAT(samples_of(sum, throughput), ElementsAre(2324589292.5300293));
  EXPECT_THAT(samples_of(sum, bytes_per_s), ElementsAre(9298357170.120117));
  EXPECT_TRUE(sum.counters.empty()) << "what begins with nv/ is nvbench's own";
  EXPECT_EQ(samples_of(row_of(imported, "sum[T=F64,n=262144] /unstated")).size(), 5U);
}

TEST(Nvbench, AnOlderVersionNamesItsSamplesFromWhereItRan) {
  const Imported imported = read("nvbench", "nvbench-2026-01-cpu.json");
  expect_cpu_suite(imported);
  const AttemptRow sum = row_of(imported, "sum[T=I32,n=65536] /unstated");
  ASSERT_EQ(samples_of(sum).size(), 93U);
  EXPECT_EQ(samples_of(sum).front(), 4.003e-5F);
  EXPECT_THAT(samples_of(sum, throughput), ElementsAre(1541400339.5970447));
}

TEST(Nvbench, WithoutSamplesTheMinimumStandsForThem) {
  const Imported imported = read("nvbench", "nvbench-2026-08-cpu-summaries.json");
  ASSERT_EQ(imported.attempts.size(), 2U);
  const AttemptRow sum = row_of(imported, "sum[T=I32,n=262144,statistic=min] /unstated");
  expect_stand_in(sum, 8.4276e-5, 1);
  EXPECT_THAT(samples_of(sum, throughput), ElementsAre(1808293626.1869335));
}

TEST(Nvbench, NumbersOfTheAuthorAreCountersWithTheirUnits) {
  const ScratchFolder folder;
  const auto summary = [](const std::string& tag, const std::string& hint,
                          const std::string& value) {
    return R"({"tag": ")" + tag + R"(", "hint": ")" + hint +
           R"(", "data": [{"name": "value", "type": "float64", "value": ")" + value + R"("}]})";
  };
  const auto file =
      folder.write("own.json", R"({"devices": [{"id": 0, "name": "GPU"}],
    "benchmarks": [{"name": "b", "devices": [0], "states": [{"device": 0, "axis_values": null,
      "summaries": [)" + summary("nv/cold/time/gpu/min", "duration", "0.5") +
                                   "," + summary("nv/cold/bw/item_rate", "", "8") + "," +
                                   summary("lag", "duration", "-0.25") + "," +
                                   summary("left", "bytes", "inf") + "," + summary("a b", "", "1") +
                                   "," + summary("a.b", "", "2") + R"(],
      "is_skipped": false}]}]})");
  const auto imported = format_of("nvbench")->read(file);
  ASSERT_TRUE(imported) << imported.error().what;
  const AttemptRow row = row_of(*imported, "b[statistic=min] /cuda");
  EXPECT_THAT(samples_of(row, throughput), ElementsAre(8));
  ASSERT_EQ(row.counters.size(), 3U);
  EXPECT_EQ(row.counters[0], (Counter{"a_b", "1", 1.0, "", Better::unstated}));
  EXPECT_EQ(row.counters[1], (Counter{"lag", "s", -0.25, "", Better::unstated}));
  EXPECT_EQ(row.counters[2],
            (Counter{"left", "B", {}, "it was written as no number", Better::unstated}));
  ASSERT_EQ(imported->notes.size(), 1U);
  EXPECT_EQ(imported->notes[0], "b has another a_b than its summary a.b, which is left out");
}

TEST(Nvbench, LostSamplesAreSaidAndShortOnesRefused) {
  const ScratchFolder folder;
  std::filesystem::copy(fixture("nvbench.json"), folder / "nvbench.json");
  const auto lost = format_of("nvbench")->read(folder / "nvbench.json");
  ASSERT_TRUE(lost) << lost.error().what;
  ASSERT_EQ(lost->notes.size(), 1U);
  EXPECT_THAT(lost->notes[0], HasSubstr("0.bin is not there"));
  expect_stand_in(row_of(*lost, "copy_sweep[T=F32,n=1048576,statistic=min] /cuda"), 0.25e-3, 1);
  folder.write("nvbench.json-bin/0.bin", "abcdefgh");
  const auto cut = format_of("nvbench")->read(folder / "nvbench.json");
  ASSERT_FALSE(cut);
  EXPECT_THAT(cut.error().what, HasSubstr("has 8 bytes, 4 samples have 16"));
}

TEST(Nvbench, ANewerMajorVersionIsRefused) {
  const ScratchFolder folder;
  const auto file = folder.write("v2.json", R"({"meta": {"version": {"json": {"major": 2}}},
      "benchmarks": []})");
  const auto imported = format_of("nvbench")->read(file);
  ASSERT_FALSE(imported);
  EXPECT_THAT(imported.error().what, HasSubstr("meta.version.json.major is 2, newer than 1"));
}

TEST(Nvbench, TheLayoutBefore2022IsRefused) {
  const ScratchFolder folder;
  const auto file = folder.write("2021.json", R"({"devices": [], "benchmarks": [{"index": 0,
      "name": "b", "states": {"Device=0": {"device": 0, "is_skipped": false}}}]})");
  const auto imported = format_of("nvbench")->read(file);
  ASSERT_FALSE(imported) << "its states were an object";
  EXPECT_THAT(imported.error().what, HasSubstr("benchmarks[0].states"));
}

TEST(Nvbench, OddStatesFailAlone) {
  const ScratchFolder folder;
  const auto file = folder.write("odd.json", R"({"devices": [{"id": 0, "name": "GPU"}],
    "benchmarks": [
      {"name": "cpu", "devices": null, "states": [{"device": -1717986919, "axis_values": null,
        "summaries": [{"tag": "nv/cpu_only/time/cpu/mean",
                       "data": [{"name": "value", "type": "float64", "value": "0.5"}]}],
        "is_skipped": false}]},
      {"name": "none", "devices": [0], "states": null},
      {"name": "nan", "devices": [0], "states": [{"device": 0, "axis_values": null,
        "summaries": [{"tag": "nv/cold/time/gpu/mean",
                       "data": [{"name": "value", "type": "float64", "value": "nan"}]}],
        "is_skipped": false}]}]})");
  const auto imported = format_of("nvbench")->read(file);
  ASSERT_TRUE(imported) << imported.error().what;
  const AttemptRow cpu = row_of(*imported, "cpu[statistic=mean] /unstated");
  EXPECT_FALSE(cpu.provenance[Fact::gpu_model]) << "no GPU ran it";
  EXPECT_EQ(row_of(*imported, "nan[-] /cuda").status, Status::crashed);
  ASSERT_EQ(imported->notes.size(), 1U);
  EXPECT_THAT(imported->notes[0], HasSubstr("none has no states"));
}

}  // namespace
}  // namespace tidegate::foreign
