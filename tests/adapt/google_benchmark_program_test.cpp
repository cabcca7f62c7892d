/// Which flags a program of google-benchmark gets, and what becomes of its answers.
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/adapt/dialects.hpp>
#include <tidegate/adapt/google_benchmark_program.hpp>
#include <tidegate/import/google_benchmark_name.hpp>
#include <tidegate/row/metric.hpp>

#include "adapt/asked.hpp"
#include "fakes/temp_folder.hpp"

namespace tidegate::adapt {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// What --benchmark_out would get: one benchmark with these times, in ns.
std::string result_of(const std::string& name, const std::vector<int>& times) {
  std::string entries;
  for (const int time : times) {
    entries += entries.empty() ? "" : ",";
    entries += R"({"run_type": "iteration", "run_name": ")" + name +
               R"(", "iterations": 10, "cpu_time": 1, "real_time": )" + std::to_string(time) + "}";
  }
  return R"({"context": {"host_name": "elsewhere"}, "benchmarks": [)" + entries + "]}";
}

ForeignCase case_of(const std::string& name) { return {name, foreign::google_benchmark_key(name)}; }

/// Lists these lines when it is asked for all of them.
Answer lists(const std::string& lines) {
  return [lines](std::size_t, const std::vector<std::string>& arguments) {
    const bool all =
        std::find(arguments.begin(), arguments.end(), "--benchmark_filter=^$") == arguments.end();
    return exited(0, all ? lines : "");
  };
}

AttemptSpec spec_of(std::uint32_t samples) {
  AttemptSpec spec;
  spec.samples = samples;
  return spec;
}

TEST(GoogleBenchmarkProgram, EveryLineOfItsListIsACase) {
  Script script;
  script.answer = lists("BM_a/n:1\r\nBM_b<int>\n\n");
  const auto cases = google_benchmark_cases(asked_of(script));
  ASSERT_TRUE(cases) << cases.error().what;
  ASSERT_EQ(cases->size(), 2U);
  EXPECT_EQ((*cases)[0].name, "BM_a/n:1");
  EXPECT_EQ((*cases)[0].key.point.text(), "n=1");
  EXPECT_EQ((*cases)[1].name, "BM_b<int>");
  EXPECT_THAT(script.starts.at(0), Contains("--benchmark_list_tests=true"));
}

TEST(GoogleBenchmarkProgram, WhatItPrintsBesidesItsListIsNoBenchmark) {
  Script script;
  const std::string banner = "loading data\nBM_a\nready\n";
  script.answer = [&](std::size_t n, const auto&) {
    return exited(0, n == 0 ? banner + "BM_a\nBM_b\nbye\n" : banner + "bye\n");
  };
  const auto cases = google_benchmark_cases(asked_of(script));
  ASSERT_TRUE(cases) << cases.error().what;
  ASSERT_EQ(cases->size(), 2U);
  EXPECT_EQ((*cases)[0].name, "BM_a");
  EXPECT_EQ((*cases)[1].name, "BM_b");
  // A program that sets its filter itself lists the same lines each time.
  script.answer = [](std::size_t, const auto&) { return exited(0, "BM_a\n"); };
  EXPECT_TRUE(google_benchmark_cases(asked_of(script)));
}

TEST(GoogleBenchmarkProgram, OneThatListsNothingIsAnErrorWithItsOwnWords) {
  for (const int code : {0, 1}) {
    Script script;
    script.answer = [code](std::size_t, const auto&) {
      Ran ran = exited(code);
      ran.finished.err = "unknown flag";
      return ran;
    };
    const auto cases = google_benchmark_cases(asked_of(script));
    ASSERT_FALSE(cases);
    EXPECT_EQ(cases.error().kind, ErrorKind::process);
    EXPECT_THAT(cases.error().what, HasSubstr("unknown flag"));
  }
}

TEST(GoogleBenchmarkProgram, ANameIsAskedForExactly) {
  const std::string name = R"(a.b*(c)[d]{e}|$^+?\f<g>/1)";
  EXPECT_TRUE(std::regex_search(name, std::regex(exactly(name))));
  EXPECT_TRUE(std::regex_search(name, std::regex(exactly(name), std::regex::extended)));
  EXPECT_FALSE(std::regex_search(name + "0", std::regex(exactly(name))));
  EXPECT_FALSE(std::regex_search("aXb", std::regex(exactly("a.b"))));
}

TEST(GoogleBenchmarkProgram, SamplesAreRepetitionsOfOneProcess) {
  const ScratchFolder folder;
  const auto result = folder.path() / "result.json";
  Script script;
  script.answer = [&](std::size_t, const auto&) {
    folder.write("result.json", result_of("BM_a", {100, 200, 300}));
    return exited(0);
  };
  const auto taken = take_google_benchmark(asked_of(script, result), case_of("BM_a"), spec_of(3));
  ASSERT_TRUE(taken);
  ASSERT_EQ(script.starts.size(), 1U);
  EXPECT_THAT(script.starts[0], Contains("--benchmark_filter=^BM_a$"));
  EXPECT_THAT(script.starts[0], Contains("--benchmark_repetitions=3"));
  EXPECT_THAT(script.starts[0], Contains("--benchmark_min_time=0.002"));
  EXPECT_THAT(script.starts[0], Contains("--benchmark_out=" + result.string()));
  ASSERT_TRUE(taken->row) << taken->problem;
  EXPECT_EQ(taken->row->find(warm_time)->samples.size(), 3U);
  EXPECT_FALSE(taken->row->provenance[Fact::host]) << "the runner looks at this machine itself";
}

TEST(GoogleBenchmarkProgram, WhatItLeavesBehindIsARowOrAReason) {
  const ScratchFolder folder;
  const std::string aggregate = R"({"benchmarks": [{"run_type": "aggregate", "run_name": "BM_a",
      "aggregate_name": "mean", "real_time": 1}]})";
  const std::pair<std::string, const char*> left[] = {
      {"", "no result"},
      {"{", "result.json:1"},
      {result_of("BM_a", {1}).substr(0, 90), "result.json:1"},
      {R"({"benchmarks": [{"run_type": "iteration", "run_name": "BM_a", "iterations": 1,
          "cpu_time": 1, "real_time": 1}, {"run_type": "iteration", "run_name": "BM_b",
          "iterations": 1, "cpu_time": 1, "real_time": 1}]})",
       "measured 2 benchmarks"},
      {result_of("BM_other", {1}), "asked for 'BM_a', it measured BM_other[-]"},
      {result_of("BM_a/8", {1}), "asked for 'BM_a', it measured BM_a[arg0=8]"},
      {aggregate, "aggregates alone"}};
  for (const auto& [text, says] : left) {
    const auto result = folder.path() / "result.json";
    std::filesystem::remove(result);
    Script script;
    script.answer = [&folder, &kept = text](std::size_t, const auto&) {
      if (!kept.empty()) folder.write("result.json", kept);
      return exited(0);
    };
    const auto taken = take_google_benchmark(asked_of(script, result), case_of("BM_a"), spec_of(1));
    ASSERT_TRUE(taken);
    EXPECT_FALSE(taken->row);
    EXPECT_THAT(taken->problem, HasSubstr(says));
  }
  Script script;
  script.answer = [](std::size_t, const auto&) { return exited(134); };
  const auto died = take_google_benchmark(asked_of(script), case_of("BM_a"), spec_of(1));
  ASSERT_TRUE(died);
  EXPECT_FALSE(died->row);
  EXPECT_EQ(died->finished.exit_code, 134) << "its end is its reason";
}

TEST(GoogleBenchmarkProgram, AnArgumentThatIsCalledStatisticIsNoSummary) {
  const ScratchFolder folder;
  const std::string name = "BM_stat/statistic:3";
  Script script;
  script.answer = [&](std::size_t, const auto&) {
    folder.write("result.json", result_of(name, {100, 200}));
    return exited(0);
  };
  const auto taken = take_google_benchmark(asked_of(script, folder.path() / "result.json"),
                                           case_of(name), spec_of(2));
  ASSERT_TRUE(taken);
  ASSERT_TRUE(taken->row) << taken->problem;
  EXPECT_EQ(taken->row->key.point.text(), "statistic_2=3");
}

TEST(Dialects, AnUnknownOneNamesThemAll) {
  const auto unknown = dialect_of("nonsense");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::usage);
  for (const Dialect& dialect : dialects()) {
    EXPECT_THAT(unknown.error().hint, HasSubstr(dialect.name));
    EXPECT_TRUE(dialect_of(dialect.name));
  }
}

}  // namespace
}  // namespace tidegate::adapt
