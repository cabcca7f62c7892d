/// google-benchmark's own files, of three versions, and what it does not write but somebody might.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/import/google_benchmark.hpp>
#include <tidegate/row/imported.hpp>

#include "fakes/temp_folder.hpp"
#include "import/import_case.hpp"

namespace tidegate::foreign {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

Imported read(const std::string& name) {
  auto imported = read_google_benchmark(fixture(name));
  EXPECT_TRUE(imported) << imported.error().what;
  return imported ? std::move(*imported) : Imported{};
}

TEST(GoogleBenchmark, EveryRepetitionIsASampleInSeconds) {
  const Imported imported = read("google-benchmark-1.7.1.json");
  const AttemptRow sum = row_of(imported, "BM_sum[n=256] /serial");
  EXPECT_THAT(samples_of(sum),
              ElementsAre(DoubleEq(517.577560445911e-9), DoubleEq(95.67377990142703e-9),
                          DoubleEq(236.63517365447774e-9)));
  EXPECT_EQ(sum.find(warm_time)->iterations, 28726U);
  EXPECT_EQ(sum.find(warm_time)->unit, "s");
  EXPECT_THAT(samples_of(sum, "cpu_time"),
              ElementsAre(DoubleEq(101.1149481306134e-9), DoubleEq(95.6660516605166e-9),
                          DoubleEq(96.45989695746013e-9)));
  const AttemptRow copy = row_of(imported, "BM_copy[arg0=64,time=real_time] /serial");
  EXPECT_DOUBLE_EQ(samples_of(copy).front(), 0.00958365300175501e-6) << "its unit is us";
}

TEST(GoogleBenchmark, AnArgumentThatIsCalledStatisticIsNoStandIn) {
  const ScratchFolder folder;
  const auto imported = [&folder](const std::string& entries) {
    folder.write("r.json", R"({"benchmarks": [)" + entries + "]}");
    auto read = read_google_benchmark(folder.path() / "r.json");
    EXPECT_TRUE(read) << read.error().what;
    return read ? std::move(*read) : Imported{};
  };
  const Imported measured = imported(
      R"({"run_type": "iteration", "run_name": "BM_stat/statistic:3", "iterations": 1,
          "cpu_time": 1, "real_time": 1})");
  AttemptRow row = row_of(measured, "BM_stat[statistic_2=3] /serial");
  row.provenance[Fact::isolation] = std::string(imported_from) + "google-benchmark";
  EXPECT_FALSE(is_stand_in(row));
  const auto aggregate = [](const char* name) {
    return R"({"run_type": "aggregate", "run_name": "BM_stat/statistic:3", "aggregate_name": ")" +
           std::string(name) + R"(", "real_time": 1, "time_unit": "ns"})";
  };
  row_of(imported(aggregate("mean")), "BM_stat[statistic_2=3,statistic=mean] /serial");
  row_of(imported(aggregate("median")), "BM_stat[statistic_2=3,statistic=median] /serial");
}

TEST(GoogleBenchmark, RatesAreMetricsOfWhichMoreIsBetter) {
  const AttemptRow sum = row_of(read("google-benchmark-1.7.1.json"), "BM_sum[n=256] /serial");
  EXPECT_THAT(samples_of(sum, throughput),
              ElementsAre(2531772054.8035755, 2675975391.024281, 2653952658.822545));
  EXPECT_EQ(samples_of(sum, bytes_per_s).size(), 3U);
  EXPECT_EQ(metric_info(throughput)->better, Better::higher);
}

TEST(GoogleBenchmark, CountersHaveNoDirectionUnlessOneIsKnown) {
  const Imported imported = read("google-benchmark-1.7.1.json");
  const AttemptRow copy = row_of(imported, "BM_copy[arg0=64,time=real_time] /serial");
  ASSERT_EQ(copy.counters.size(), 2U);
  EXPECT_EQ(copy.counters[0].name, "copies");
  EXPECT_EQ(copy.counters[0].value, 177347351.78476423) << "the middle one of three";
  EXPECT_EQ(copy.counters[0].better, Better::unstated);
  EXPECT_EQ(copy.counters[1].value, 64.0);
  const AttemptRow nan = row_of(imported, "BM_nan[-] /serial");
  ASSERT_EQ(nan.counters.size(), 1U);
  EXPECT_EQ(nan.counters[0].value, std::nullopt);
  EXPECT_EQ(nan.counters[0].why, "it was written as no number");
  EXPECT_EQ(samples_of(nan).size(), 3U) << "its times are sound";
}

TEST(GoogleBenchmark, ErrorsAreRowsAndFitsAreNone) {
  const Imported imported = read("google-benchmark-1.7.1.json");
  EXPECT_EQ(imported.attempts.size(), 12U);
  const AttemptRow broken = row_of(imported, "BM_broken[-] /serial");
  EXPECT_EQ(broken.status, Status::crashed);
  EXPECT_EQ(broken.failure->message, "no such device");
  EXPECT_TRUE(broken.metrics.empty());
}

TEST(GoogleBenchmark, TheContextIsKeptAsFacts) {
  const Imported imported = read("google-benchmark-1.7.1.json");
  const Provenance& facts = imported.attempts.front().provenance;
  EXPECT_EQ(facts[Fact::host], "bench-host");
  EXPECT_EQ(facts[Fact::cpu_cores], "2");
  EXPECT_EQ(facts[Fact::worker], "./suite");
  EXPECT_FALSE(facts[Fact::cpu_model]) << "it does not say";
  ASSERT_TRUE(imported.measured);
  EXPECT_EQ(iso_time(*imported.measured), "2026-11-21T19:20:45Z");
}

TEST(GoogleBenchmark, VersionsAgreeOnNames) {
  const Imported old = read("google-benchmark-1.7.1.json");
  for (const char* name : {"google-benchmark-1.8.3.json", "google-benchmark-1.9.5.json"}) {
    const Imported imported = read(name);
    ASSERT_EQ(imported.attempts.size(), old.attempts.size()) << name;
    for (std::size_t i = 0; i < old.attempts.size(); ++i) {
      EXPECT_EQ(imported.attempts[i].key.text(), old.attempts[i].key.text()) << name;
      EXPECT_EQ(imported.attempts[i].status, old.attempts[i].status) << name;
      EXPECT_EQ(samples_of(imported.attempts[i]).size(), samples_of(old.attempts[i]).size());
    }
  }
}

TEST(GoogleBenchmark, SummariesAloneAreRowsOfAnotherName) {
  for (const auto& [name, median] :
       {std::pair{"google-benchmark-1.7.1-aggregates.json", 238.5456098427344e-9},
        {"google-benchmark-1.9.5-aggregates.json", 238.0081405181804e-9}}) {
    const AttemptRow sum = row_of(read(name), "BM_sum[n=256,statistic=median] /serial");
    EXPECT_THAT(samples_of(sum), ElementsAre(DoubleEq(median)));
    EXPECT_EQ(sum.find(warm_time)->iterations, 4U) << "four repetitions are in it";
    ASSERT_EQ(sum.warnings.size(), 1U);
    EXPECT_THAT(sum.warnings[0].text, HasSubstr("no p95"));
  }
}

/// Files that no version writes.
struct Hostile {
  const char* text;
  const char* says;  ///< behind the file's name
};

class HostileGoogleBenchmark : public testing::TestWithParam<Hostile> {};

TEST_P(HostileGoogleBenchmark, IsRefusedWithItsPlace) {
  const ScratchFolder folder;
  const auto file = folder.write("result.json", GetParam().text);
  const auto imported = read_google_benchmark(file);
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(imported.error().what, HasSubstr(file.string()));
  EXPECT_THAT(imported.error().what, HasSubstr(GetParam().says));
  EXPECT_FALSE(imported.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, HostileGoogleBenchmark,
    testing::Values(
        Hostile{"", ":1"}, Hostile{"{\"context\": {},\n\"benchmarks\": [{\"name\":", ":2"},
        Hostile{"[]", "must be an object"}, Hostile{"{}", "benchmarks is missing"},
        Hostile{R"({"benchmarks": {}})", "must be an array"},
        Hostile{R"({"benchmarks": []})", "holds no benchmark"},
        Hostile{R"({"benchmarks": [7]})", "benchmarks[0] is 7"},
        Hostile{R"({"benchmarks": [{"name": "BM_a", "real_time": 1}]})",
                "benchmarks[0].run_type is missing"},
        Hostile{R"({"benchmarks": [{"run_name": "a", "run_type": "iteration", "iterations": 1,
                "real_time": "fast", "cpu_time": 1}]})",
                "benchmarks[0].real_time is \"fast\""},
        Hostile{R"({"benchmarks": [{"run_name": "a", "run_type": "iteration", "iterations": 1,
                "real_time": NaN, "cpu_time": 1}]})",
                "real_time is null"},
        Hostile{R"({"benchmarks": [{"run_name": "a", "run_type": "iteration", "iterations": -1,
                "real_time": 1, "cpu_time": 1}]})",
                "iterations is -1"},
        Hostile{R"({"benchmarks": [{"run_name": "a", "run_type": "iteration", "iterations": 1,
                "real_time": 1, "cpu_time": 1, "time_unit": "weeks"}]})",
                "time_unit is 'weeks'"},
        Hostile{R"({"benchmarks": [
                {"run_name": "a", "run_type": "iteration", "iterations": 1, "real_time": 1,
                 "cpu_time": 1, "repetition_index": 0},
                {"run_name": "a", "run_type": "iteration", "iterations": 1, "real_time": 9,
                 "cpu_time": 9, "repetition_index": 0}]})",
                "benchmarks[1].run_name is 'a' for two benchmarks"},
        Hostile{R"({"benchmarks": [
                {"run_name": "a b", "run_type": "iteration", "iterations": 1, "real_time": 1,
                 "cpu_time": 1},
                {"run_name": "a b", "run_type": "iteration", "iterations": 1, "real_time": 1,
                 "cpu_time": 1},
                {"run_name": "a\tb", "run_type": "iteration", "iterations": 1, "real_time": 1,
                 "cpu_time": 1}]})",
                "twice"}));

TEST(GoogleBenchmark, WordsOfAnotherEncodingAreKeptAsFarAsTheyGo) {
  const ScratchFolder folder;
  const auto file =
      folder.write("result.json",
                   "{\"benchmarks\": [{\"run_name\": \"a\", \"run_type\": \"iteration\",\n"
                   "\"error_occurred\": true, \"error_message\": \"ung\xfcltig\"}]}");
  const auto imported = read_google_benchmark(file);
  ASSERT_TRUE(imported) << imported.error().what;
  EXPECT_EQ(row_of(*imported, "a[-] /serial").failure->message, "ung\xEF\xBF\xBDltig");
}

TEST(GoogleBenchmark, ATimeThatCannotBeFailsItsRowAlone) {
  const ScratchFolder folder;
  const auto file = folder.write("result.json", R"({"benchmarks": [
    {"run_name": "a", "run_type": "iteration", "iterations": 1, "real_time": -1, "cpu_time": 1},
    {"run_name": "b", "run_type": "iteration", "iterations": 1, "real_time": 1, "cpu_time": 0},
    {"run_name": "c", "run_type": "iteration", "repetitions": 1, "skipped": true,
     "skip_message": "no such CPU"}]})");
  const auto imported = read_google_benchmark(file);
  ASSERT_TRUE(imported) << imported.error().what;
  EXPECT_EQ(row_of(*imported, "a[-] /serial").status, Status::crashed);
  const AttemptRow b = row_of(*imported, "b[-] /serial");
  EXPECT_THAT(samples_of(b), ElementsAre(1e-9));
  EXPECT_EQ(b.find("cpu_time"), nullptr) << "none was taken";
  EXPECT_EQ(row_of(*imported, "c[-] /serial").status, Status::skipped);
}

}  // namespace
}  // namespace tidegate::foreign
