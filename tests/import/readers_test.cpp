/// One file of each other format: what becomes of samples, summaries, failures and names.
#include <algorithm>
#include <fstream>

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

TEST(Hyperfine, EveryRunIsASample) {
  const Imported imported = read("hyperfine", "hyperfine-1.15.0.json");
  ASSERT_EQ(imported.attempts.size(), 2U);
  const AttemptRow row = row_of(imported, "count.sh[command=./count.sh 1000,n=1000] /unstated");
  ASSERT_EQ(samples_of(row).size(), 24U);
  EXPECT_EQ(samples_of(row)[0], 0.00587715);
  EXPECT_EQ(samples_of(row)[1], 0.0039525820000000005);
  EXPECT_EQ(row.find(peak_rss), nullptr) << "1.15 does not say";
}

TEST(Hyperfine, ACommandThatFailedHasNoTime) {
  const AttemptRow row = read("hyperfine", "hyperfine-1.15.0-failed.json").attempts.at(0);
  EXPECT_EQ(row.status, Status::crashed);
  EXPECT_EQ(row.failure->message, "3 of its runs exited with an error");
  EXPECT_TRUE(row.metrics.empty());
}

TEST(Hyperfine, NewVersionsTellTheMemoryOfEachRun) {
  const ScratchFolder folder;
  const auto file = folder.write("new.json", R"({"results": [{"command": "a", "times": [1, 2],
      "exit_codes": [0, 0], "memory_usage_byte": [4096, 8192]}, {"command": "b", "min": 0.5,
      "exit_codes": []}]})");
  const auto imported = format_of("hyperfine")->read(file);
  ASSERT_TRUE(imported) << imported.error().what;
  EXPECT_THAT(samples_of(imported->attempts[0], peak_rss), ElementsAre(4096, 8192));
  expect_stand_in(row_of(*imported, "b[command=b,statistic=min] /unstated"), 0.5, 1);
}

TEST(Hyperfine, ARunWithoutATimeFailsItsCommandAlone) {
  const ScratchFolder folder;
  const auto file = folder.write("zero.json", R"({"results": [
      {"command": "true", "times": [0.001, 0.0, 0.0], "exit_codes": [0, 0, 0]},
      {"command": "tool", "times": [1, 2], "exit_codes": [0, 0],
       "parameters": {"command": "x", "n": "1"}}]})");
  const auto imported = format_of("hyperfine")->read(file);
  ASSERT_TRUE(imported) << imported.error().what;
  const AttemptRow zero = row_of(*imported, "true[command=true] /unstated");
  EXPECT_EQ(zero.status, Status::crashed);
  EXPECT_THAT(zero.failure->message, HasSubstr("2 of its 3 times are 0"));
  EXPECT_EQ(row_of(*imported, "tool[command=tool,command_2=x,n=1] /unstated").status, Status::ok)
      << "a parameter may be called as our own axis";
}

TEST(PytestBenchmark, RoundsAreSamplesWhereTheyWereKept) {
  const Imported imported = read("pytest-benchmark", "pytest-benchmark-3.2.2-data.json");
  const AttemptRow row = row_of(imported, "test_sorting.py_test_sort[n=10] /unstated");
  ASSERT_EQ(samples_of(row).size(), 50U);
  EXPECT_EQ(samples_of(row)[0], 8.5669989543606e-08) << "already per iteration";
  EXPECT_EQ(row.find(warm_time)->iterations, 1303U);
  EXPECT_EQ(row_of(imported, "test_sorting.py_TestJoin_test_join[-] /unstated").warnings.size(),
            0U);
  EXPECT_EQ(row.provenance[Fact::cpu_model], "AMD EPYC");
  EXPECT_EQ(row.provenance[Fact::compiler], "CPython 3.11.2");
  EXPECT_FALSE(row.provenance[Fact::commit]) << "it was no repository";
}

TEST(PytestBenchmark, ASavedRunHasItsMinimumAlone) {
  const Imported imported = read("pytest-benchmark", "pytest-benchmark-3.2.2-saved.json");
  ASSERT_EQ(imported.attempts.size(), 3U);
  for (const AttemptRow& row : imported.attempts) {
    EXPECT_NE(row.key.point.find(statistic_axis), nullptr) << row.key.text();
    expect_stand_in(row, samples_of(row).at(0), 1);
  }
}

TEST(PytestBenchmark, AnObjectIsCalledAsItsTestIsCalled) {
  const Imported imported = read("pytest-benchmark", "pytest-benchmark-3.2.2-objects.json");
  ASSERT_EQ(imported.attempts.size(), 3U) << "the test that failed is not in the file";
  for (const char* name : {"call[param=double]", "call[param=builtin]", "shape[param=shape0]"}) {
    EXPECT_EQ(row_of(imported, "test_small.py_test_" + std::string(name) + " /unstated").status,
              Status::ok);
  }
}

TEST(PytestBenchmark, VersionsAgreeOnNames) {
  const Imported imported = read("pytest-benchmark", "pytest-benchmark-5.2.3.json");
  ASSERT_EQ(imported.attempts.size(), 2U);
  const AttemptRow row = row_of(imported, "test_small.py_test_call[param=double] /unstated");
  EXPECT_EQ(samples_of(row).size(), 5U);
  EXPECT_EQ(row.find(warm_time)->iterations, 10U);
  EXPECT_EQ(row.provenance[Fact::cpu_model], "AMD EPYC");
}

TEST(Catch2, TheMeanStandsForItsSamples) {
  const Imported v2 = read("catch2", "catch2-2.13.10.xml");
  ASSERT_EQ(v2.attempts.size(), 3U);
  const std::string test = "Fibonacci_the_slow_way[test=Fibonacci; the slow way,";
  expect_stand_in(row_of(v2, test + "benchmark=of 10,statistic=mean] /unstated"), 229.811e-9,
                  20 * 157);
  expect_stand_in(row_of(v2, test + "section=larger,benchmark=of 15,statistic=mean] /unstated"),
                  2407.42e-9, 20 * 15);
  const Imported v3 = read("catch2", "catch2-3.7.1.xml");
  ASSERT_EQ(v3.attempts.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(v3.attempts[i].key.text(), v2.attempts[i].key.text());
  }
  expect_stand_in(row_of(v3, "roots[benchmark=sqrt,statistic=mean] /unstated"), 4.00313e-9,
                  20 * 6020);
}

TEST(Catch2, BrokenFilesAndBenchmarksAreSaid) {
  const ScratchFolder folder;
  const auto read_text = [&folder](const std::string& text) {
    return format_of("catch2")->read(folder.write("c.xml", text));
  };
  EXPECT_THAT(read_text("<a>\n<b>\n</a>").error().what, HasSubstr("c.xml:3"));
  EXPECT_THAT(read_text("").error().what, HasSubstr("c.xml:1"));
  EXPECT_THAT(read_text("<Catch2TestRun/>").error().what, HasSubstr("holds no benchmark"));
  const std::string open = "<TestCase name='t'>\n<BenchmarkResults name='b'>";
  const std::string close = "</BenchmarkResults></TestCase>";
  for (const char* mean : {"", "<mean value='nan'/>", "<mean value='-1'/>", "<mean value='1x'/>"}) {
    EXPECT_THAT(read_text(open + mean + close).error().what,
                HasSubstr("c.xml:2: t[benchmark=b,statistic=mean] /unstated has no mean"));
  }
  const auto failed = read_text(open + "<failed message='it threw'/>" + close);
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->attempts.at(0).status, Status::crashed);
  EXPECT_EQ(failed->attempts[0].failure->message, "it threw");
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<a>";
  EXPECT_FALSE(read_text(deep)) << "a deep file must not overflow the stack";
}

TEST(Catch2, NothingInATestCaseThatFailedWasMeasured) {
  const Imported imported = read("catch2", "catch2-2.13.10-failed.xml");
  const AttemptRow wrong = row_of(imported, "wrong[benchmark=of 10,statistic=mean] /unstated");
  EXPECT_EQ(wrong.status, Status::crashed);
  EXPECT_EQ(wrong.failure->message, "something else in its test case failed");
  EXPECT_TRUE(wrong.metrics.empty());
  EXPECT_EQ(row_of(imported, "right[benchmark=of 10,statistic=mean] /unstated").status, Status::ok);
}

TEST(Nanobench, EveryEpochIsASamplePerIteration) {
  const Imported imported = read("nanobench", "nanobench-4.6.json");
  const AttemptRow row = row_of(imported, "roots[name=cbrt] /unstated");
  EXPECT_EQ(samples_of(row).size(), 25U);
  EXPECT_EQ(row.work.elements, 16.0);
  EXPECT_EQ(row.find(instructions), nullptr) << "0 instructions were not counted, not 0";
  const ScratchFolder folder;
  const auto file = folder.write("median.json", R"j({"results": [{"title": "t", "name": "n",
      "epochs": 11, "median(elapsed)": 1e-6, "medianAbsolutePercentError(elapsed)": -nan}]})j");
  const auto own = format_of("nanobench")->read(file);
  ASSERT_TRUE(own) << own.error().what;
  expect_stand_in(own->attempts.at(0), 1e-6, 11);
}

TEST(Nanobench, SizesTellBenchmarksOfOneNameApart) {
  const Imported imported = read("nanobench", "nanobench-4.6-complexity.json");
  ASSERT_EQ(imported.attempts.size(), 2U);
  EXPECT_EQ(samples_of(row_of(imported, "lookup[name=set,complexityN=8] /unstated")).size(), 3U);
  EXPECT_EQ(samples_of(row_of(imported, "lookup[name=set,complexityN=64] /unstated")).size(), 3U);
}

TEST(KokkosTimer, ThreeWritersOneMeaning) {
  const std::string view = "Kokkos_View_initialization_x[name=Kokkos::View::initialization [x],";
  const Imported json = read("kokkos-timer", "kokkos-timer.json");
  expect_stand_in(row_of(json, "fill[kind=for,statistic=mean] /unstated"), 0.000136 / 5, 5);
  expect_stand_in(row_of(json, "step[kind=region,statistic=mean] /unstated"), 0.007799 / 5, 5);
  const Imported binary = read("kokkos-timer", "kokkos-timer.dat");
  expect_stand_in(row_of(binary, "sum[kind=reduce,statistic=mean] /unstated"),
                  0.001531362533569336 / 5, 5);
  expect_stand_in(row_of(binary, view + "kind=for,statistic=mean] /unstated"),
                  0.0002961158752441406, 1);
  const Imported written = read("kokkos-timer", "kokkos-timer-json-writer.json");
  expect_stand_in(row_of(written, "scan[kind=scan,statistic=mean] /unstated"), 0.00383353 / 5, 5);
  for (const Imported* imported : {&json, &binary, &written}) {
    EXPECT_EQ(imported->attempts.size(), 5U);
  }
}

TEST(KokkosTimer, CutOffAndTooShort) {
  const ScratchFolder folder;
  std::ifstream whole(fixture("kokkos-timer.dat"), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(whole)), {});
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto cut =
        format_of("kokkos-timer")->read(folder.write("t.dat", bytes.substr(0, length)));
    // Behind a whole record a file that lost the others looks complete: nothing in it counts them.
    if (cut) {
      EXPECT_LT(cut->attempts.size(), 5U) << length;
    } else {
      EXPECT_EQ(cut.error().kind, ErrorKind::bad_input) << length;
    }
  }
  const auto short_one = format_of("kokkos-timer")->read(folder.write("t.json", R"({"kernel-data": [
      {"kernel-name": "a", "call-count": 3, "total-time": 0.000000, "kernel-type": "PARALLEL_FOR"},
      {"kernel-name": "b", "call-count": 2, "total-time": 1, "kernel-type": "PARALLEL_FOR"}]})"));
  ASSERT_TRUE(short_one);
  EXPECT_EQ(short_one->attempts.size(), 1U);
  ASSERT_EQ(short_one->notes.size(), 1U);
  EXPECT_THAT(short_one->notes[0], HasSubstr("a is left out"));
  // The tool's own JSON has microseconds: of 30 of them one is 3 %.
  const auto rounded =
      format_of("kokkos-timer")->read(folder.write("r.json", R"({"kokkos-kernel-data":
      {"region-perf-info": [], "kernel-perf-info": [
      {"kernel-name": "a", "call-count": 3, "total-time": 0.000030, "kernel-type": "PARALLEL-FOR"},
      {"kernel-name": "b", "call-count": 2, "total-time": 1, "kernel-type": "PARALLEL-FOR"}]}})"));
  ASSERT_TRUE(rounded);
  EXPECT_EQ(rounded->attempts.size(), 1U);
  ASSERT_EQ(rounded->notes.size(), 1U);
  EXPECT_THAT(rounded->notes[0], HasSubstr("are rounded to 1e-06 s"));
}

TEST(Nperf, WhatItSummedUpStaysANumberOfItsOwn) {
  const Imported imported = read("nperf", "nperf.jsonl");
  ASSERT_EQ(imported.attempts.size(), 2U);
  const std::string point = "semiring_matmul[m=256,k=256,n=256,algebra=log,statistic=min] ";
  const AttemptRow row = row_of(imported, point + "nitrix-jax/cpu");
  expect_stand_in(row, 0.00145, 1);
  ASSERT_EQ(row.counters.size(), 2U);
  EXPECT_EQ(row.counters[1].name, "p95");
  EXPECT_EQ(row.counters[1].value, 0.0021);
  EXPECT_EQ(row.counters[1].better, Better::lower);
  EXPECT_THAT(samples_of(row, peak_rss), ElementsAre(312.5e6));
  EXPECT_THAT(samples_of(row, cold_time), ElementsAre(0.31));
  EXPECT_EQ(row.provenance[Fact::commit], "0123abc4567890123456789012345678901234ab");
  const AttemptRow skipped = row_of(imported, point + "nitrix-pallas/cpu");
  EXPECT_EQ(skipped.status, Status::skipped);
  EXPECT_EQ(skipped.failure->message, "backend_unavailable");
}

TEST(Nperf, AWrongLineIsNamed) {
  const ScratchFolder folder;
  const std::string good = R"({"schema_version": 1, "case": "c", "baseline": "b", "platform": "cpu",
      "status": "oom"})";
  std::string line = good;
  std::replace(line.begin(), line.end(), '\n', ' ');
  for (const auto& [bad, says] :
       {std::pair{"{\"schema_version\": 2}", "schema_version is 2"},
        {"7", "must be a line for each row"},
        {"{", "n.jsonl:2"},
        {"{\"schema_version\": 1, \"case\": \"c\", \"baseline\": \"d\", \"platform\": \"cpu\", "
         "\"status\": \"sad\"}",
         "status is 'sad'"}}) {
    const auto imported = format_of("nperf")->read(folder.write("n.jsonl", line + "\n" + bad));
    ASSERT_FALSE(imported) << bad;
    EXPECT_THAT(imported.error().what, HasSubstr("n.jsonl:2"));
    EXPECT_THAT(imported.error().what, HasSubstr(says));
  }
}

TEST(SimpleExchange, TheFormatsNameIsTheDirection) {
  const Imported small = read("smaller-is-better", "smaller-is-better.json");
  expect_stand_in(row_of(small, "parse[part=large,statistic=value] /unstated"), 0.0125, 1);
  expect_stand_in(row_of(small, "My_bench_slow[name=My bench; slow,statistic=value] /unstated"),
                  250e-9, 1);
  const AttemptRow memory = row_of(small, "memory[-] /unstated");
  ASSERT_EQ(memory.counters.size(), 1U);
  EXPECT_EQ(memory.counters[0].value, 110.0);
  EXPECT_EQ(memory.counters[0].unit, "MB");
  EXPECT_EQ(memory.counters[0].better, Better::lower);
  const AttemptRow requests =
      row_of(read("bigger-is-better", "bigger-is-better.json"), "requests[-] /unstated");
  EXPECT_EQ(requests.counters.at(0).better, Better::higher);
  ASSERT_EQ(requests.unknown.size(), 1U);
  EXPECT_EQ(requests.unknown[0].json, "\"3%\"") << "kept as it stands";
}

TEST(SimpleExchange, NumbersThatNothingCanCountToAreRefused) {
  const ScratchFolder folder;
  const auto file = folder.write("v.json", R"([{"name": "m", "unit": "B", "value": 1e308}])");
  const auto imported = format_of("bigger-is-better")->read(file);
  ASSERT_FALSE(imported) << "a row with it could not be read again";
  EXPECT_THAT(imported.error().what, HasSubstr("which nothing can count to"));
}

TEST(Formats, EachHasItsRowAndAnUnknownOneNamesThemAll) {
  const auto unknown = format_of("google");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::usage);
  for (const Format& format : formats()) {
    EXPECT_THAT(unknown.error().hint, HasSubstr(format.name));
    EXPECT_FALSE(format.keeps.empty());
  }
}

}  // namespace
}  // namespace tidegate::foreign
