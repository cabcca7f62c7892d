/// The modes of the protocol, in-process, with benchmarks that misbehave in every known way.
#include <algorithm>
#include <fstream>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <fakes/scripted_clock.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/measure/counted_region.hpp>
#include <tidegate/measure/direct_run.hpp>
#include <tidegate/measure/hardware_counters.hpp>
#include <tidegate/measure/state.hpp>
#include <tidegate/measure/worker.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/row_json.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::measure {
namespace {

using testing::HasSubstr;

ScriptedClock* moving_clock = nullptr;  ///< benchmarks are plain functions; they move this one

/// A call of 3 ms: a batch by itself.
void advance_three_milliseconds() { moving_clock->advance(3'000'000); }

void good(State& state) {
  state.work(static_cast<double>(state.integer("n")), 2);
  state.measure(advance_three_milliseconds);
  state.check(std::vector<double>{1}, std::vector<double>{1});
}
void counts(State& state) {
  good(state);
  state.elements(5);
  state.counter("evaluations", 7);
}
int calls_made = 0;
void counts_its_calls(State& state) {
  state.measure([] {
    ++calls_made;
    advance_three_milliseconds();
  });
}
void unchecked(State& state) { state.measure(advance_three_milliseconds); }
void wrong(State& state) {
  state.measure(advance_three_milliseconds);
  state.check(std::vector<double>{1, 5}, std::vector<double>{1, 1});
}
void empty_output(State& state) {
  state.measure(advance_three_milliseconds);
  state.check(std::vector<double>{}, std::vector<double>{});
}
void in_stages(State& state) {
  state.measure([&state] {
    state.stage("mesh", [] { moving_clock->advance(1'000'000); });
    state.stage("solve", [] { moving_clock->advance(2'000'000); });
  });
}
void without_solving(State& state) {
  state.measure([&state] { state.stage("mesh", advance_three_milliseconds); });
}
/// Behind the warm-up the clock stands still: every sample is 0 s.
void stops_the_clock(State& state) {
  int calls = 0;
  state.measure([&calls] { moving_clock->advance(++calls <= 4 ? 3'000'000 : 0); });
}
void never_measures(State& /*unused*/) {}
void measures_twice(State& state) {
  unchecked(state);
  unchecked(state);
}
void misspells(State& state) { state.integer("m"); }
void throws_while_measured(State& state) {
  state.measure([] { throw std::runtime_error("index out of range"); });
}
void throws_a_number(State& /*unused*/) { throw 7; }
void exhausts_memory(State& /*unused*/) { throw std::bad_alloc(); }
void skips(State& state) { state.skip("needs AVX-512"); }

class WorkerTest : public testing::Test {
 protected:
  ScratchFolder folder;
  ScriptedClock clock;
  Registry cases;
  std::vector<Session> sessions;
  std::uint32_t cache_cold = 0;
  std::optional<double> hard_budget_s;
  std::ostringstream out;
  std::ostringstream err;

  void SetUp() override {
    moving_clock = &clock;
    CaseBuilder builder(cases, cases.add_case("sum", "gcc 12"));
    builder.axis("n", {8, 16}).representative("n=16");
    builder.provider("good", good, {.reference = true});
    builder.provider("picky", good,
                     {.supports = [](const Point& point) { return point.text() == "n=8"; }});
    builder.provider("absent", good, {.missing = "libfast.so is not installed"});
  }

  ExitCode protocol(const std::vector<std::string>& words, const std::string& input = "") {
    std::istringstream in(input);
    Worker worker{cases, sessions, folder / "bench", clock, in, out, err};
    return run_protocol(worker, words);
  }

  ExitCode direct(const std::vector<std::string>& words) {
    std::istringstream in;
    Worker worker{cases, sessions, folder / "bench", clock, in, out, err};
    return run_directly(worker, words);
  }

  std::string spec_file(const std::string& provider, const std::string& point) {
    AttemptSpec spec;
    spec.run_id = "20261121T013000Z__7a57be1";
    spec.key = {"sum", *parse_point(point), provider, "serial"};
    spec.seed = 9;
    spec.cache_cold = cache_cold;
    spec.hard_budget_s = hard_budget_s;
    std::ofstream(folder / "spec.json") << to_json_line(spec) << '\n';
    return (folder / "spec.json").string();
  }

  std::string result_path() const { return (folder / "result.jsonl").string(); }

  AttemptRow row() {
    const auto json = read_json_file(result_path());
    EXPECT_TRUE(json) << json.error().what;
    const auto read = attempt_from_json(json ? *json : Json(), {"result.jsonl"});
    EXPECT_TRUE(read) << read.error().what;
    return read ? *read : AttemptRow{};
  }

  AttemptRow attempted(BenchmarkFunction function) {
    CaseBuilder(cases, 0).provider("subject", function);
    EXPECT_EQ(protocol({"attempt", spec_file("subject", "n=8"), result_path()}), ExitCode::ok);
    return row();
  }
};

TEST_F(WorkerTest, CallsThatShallBeCountedAreNotTimed) {
  if (!can_mark_calls()) GTEST_SKIP() << "built without valgrind/callgrind.h";
  CaseBuilder(cases, 0).provider("subject", counts_its_calls);
  AttemptSpec spec;
  spec.run_id = "20261121T013000Z__7a57be1";
  spec.key = {"sum", *parse_point("n=8"), "subject", "serial"};
  spec.warmup = 3;
  spec.count_calls = 4;
  std::ofstream(folder / "spec.json") << to_json_line(spec) << '\n';
  calls_made = 0;
  ASSERT_EQ(protocol({"attempt", (folder / "spec.json").string(), result_path()}), ExitCode::ok);
  EXPECT_EQ(calls_made, 1 + 3 + 4 + 8);
  const auto json = read_json_file(result_path());
  ASSERT_TRUE(json);
  EXPECT_EQ(json->at("status").as_string(), "ok");
  EXPECT_TRUE(json->at("metrics").as_object().empty());
  // The runner that asked for it takes the row; as a row of a file it proves nothing.
  EXPECT_TRUE(attempt_from_worker(*json, {"result"}, spec));
  EXPECT_FALSE(attempt_from_json(*json, {"result"}));
}

TEST_F(WorkerTest, KernelCountsAreNumbersOfACall) {
  const AttemptRow counted = attempted(good);
  for (const MetricSamples& metric : counted.metrics) {
    if (metric.unit == "1") {
      EXPECT_EQ(metric.iterations, counted.find(warm_time)->iterations) << metric.metric;
    }
  }
  EXPECT_EQ(counted.find(callgrind_instructions), nullptr);
  // Each event is a metric, or has a reason why it is none.
  for (const EventInfo& event : all_events) {
    const auto told = std::find_if(counted.counters.begin(), counted.counters.end(),
                                   [&](const Counter& one) { return one.name == event.metric; });
    const bool reasoned = told != counted.counters.end() && !told->value && !told->why.empty();
    EXPECT_NE(counted.find(event.metric) != nullptr, reasoned) << event.metric;
  }
}

TEST_F(WorkerTest, ListsEveryPointOfEveryProvider) {
  ASSERT_EQ(protocol({"list", result_path()}), ExitCode::ok) << err.str();
  std::istringstream lines(*read_file(result_path()));
  std::vector<CaseListing> listed;
  for (std::string line; std::getline(lines, line);) {
    const TextSource source{"list"};
    const auto listing = listing_from_json(*parse_json(line, source), source);
    ASSERT_TRUE(listing) << listing.error().what;
    listed.push_back(*listing);
  }
  ASSERT_EQ(listed.size(), 5U);  // picky does not support n=16 and is not listed for it
  EXPECT_EQ(listed[0].key.text(), "sum[n=8] good/serial");
  EXPECT_TRUE(listed[0].reference);
  EXPECT_FALSE(listed[0].representative);
  EXPECT_TRUE(listed[3].representative);
  EXPECT_FALSE(listed[4].reference);
  EXPECT_EQ(listed[1].skip_reason, "");
  EXPECT_EQ(listed[4].skip_reason, "libfast.so is not installed");
}

TEST_F(WorkerTest, AnAttemptGivesOneFullRow) {
  ASSERT_EQ(protocol({"attempt", spec_file("good", "n=16"), result_path()}), ExitCode::ok)
      << err.str();
  const AttemptRow measured = row();
  EXPECT_EQ(measured.status, Status::ok);
  EXPECT_FALSE(measured.failure);
  EXPECT_EQ(measured.run_id, "20261121T013000Z__7a57be1");
  EXPECT_EQ(measured.key.text(), "sum[n=16] good/serial");
  EXPECT_TRUE(measured.reference);
  EXPECT_TRUE(measured.representative);
  EXPECT_EQ(measured.seed, 9U);
  EXPECT_EQ(measured.work.bytes, 16.0);
  EXPECT_EQ(measured.work.flops, 2.0);
  ASSERT_TRUE(measured.fidelity);
  EXPECT_EQ(measured.fidelity->verdict, Fidelity::Verdict::pass);
  const MetricSamples* warm = measured.find(warm_time);
  ASSERT_NE(warm, nullptr);
  EXPECT_EQ(warm->unit, "s");
  EXPECT_EQ(warm->iterations, 1U);
  EXPECT_EQ(warm->samples.size(), 40U);
  EXPECT_THAT(warm->samples, testing::Each(testing::DoubleEq(3e-3)));
  ASSERT_NE(measured.find(cold_time), nullptr);
  EXPECT_EQ(measured.find(cold_time)->samples.size(), 1U);
  ASSERT_NE(measured.find(peak_rss), nullptr);
  EXPECT_GT(measured.find(peak_rss)->samples.front(), 1e5);
  EXPECT_TRUE(measured.provenance[Fact::timestamp]);
  EXPECT_TRUE(measured.provenance[Fact::cpu_model]);
  EXPECT_TRUE(measured.provenance[Fact::pinned_cpus]);
  EXPECT_EQ(measured.provenance[Fact::compiler], "gcc 12");
  EXPECT_FALSE(measured.provenance[Fact::commit]);
  EXPECT_FALSE(measured.machine_class.empty());
}

TEST_F(WorkerTest, TheBuildsFactsWin) {
  std::ofstream(folder / "bench.tidegate.json")
      << R"({"compiler": "GNU 12.2.0", "commit": "c0ffee"})";
  const AttemptRow measured = attempted(good);
  EXPECT_EQ(measured.provenance[Fact::compiler], "GNU 12.2.0");
  EXPECT_EQ(measured.provenance[Fact::commit], "c0ffee");
}

TEST_F(WorkerTest, MalformedBuildFactsAreAFailureOfTheEnvironment) {
  std::ofstream(folder / "bench.tidegate.json") << "{";
  const AttemptRow failed = attempted(good);
  EXPECT_EQ(failed.status, Status::env_failed);
  ASSERT_TRUE(failed.failure);
  EXPECT_EQ(failed.failure->phase, "start");
  EXPECT_THAT(failed.failure->message, HasSubstr("bench.tidegate.json"));
}

TEST_F(WorkerTest, AnUncheckedRowSaysSo) {
  const AttemptRow measured = attempted(unchecked);
  EXPECT_EQ(measured.status, Status::ok);
  EXPECT_FALSE(measured.fidelity);
  EXPECT_FALSE(measured.work.bytes);
}

TEST_F(WorkerTest, TheRowSaysHowItStopped) {
  const AttemptRow measured = attempted(good);
  ASSERT_TRUE(measured.stopping);
  EXPECT_EQ(measured.stopping->criterion, Criterion::samples);
  EXPECT_EQ(measured.stopping->reason, StopReason::criterion);
  EXPECT_DOUBLE_EQ(measured.stopping->elapsed_s, 44 * 3e-3);  // a cold call, three warm ones, 40
}

TEST_F(WorkerTest, ARowThatTheHardBudgetCutShortIsATimeoutWithoutNumbers) {
  hard_budget_s = 0.05;
  const AttemptRow cut = attempted(good);
  EXPECT_EQ(cut.status, Status::timeout);
  EXPECT_EQ(cut.failure->message, "the hard budget of 0.05 s ended it after 13 samples, below 30");
  EXPECT_EQ(cut.failure->limit_s, 0.05);
  EXPECT_TRUE(cut.metrics.empty());
  EXPECT_FALSE(cut.fidelity);
  EXPECT_EQ(cut.stopping->reason, StopReason::hard_budget);
}

TEST_F(WorkerTest, NoValidSamplesIsARowWithAReason) {
  const AttemptRow broken = attempted(stops_the_clock);
  EXPECT_EQ(broken.status, Status::crashed);
  EXPECT_THAT(broken.failure->message, HasSubstr("no valid samples: 0 of 40"));
  EXPECT_TRUE(broken.metrics.empty());
}

TEST_F(WorkerTest, CacheColdCallsAreAMetricOfTheirOwn) {
  EXPECT_EQ(attempted(good).find(cache_cold_time), nullptr);
  cache_cold = 2;
  EXPECT_EQ(protocol({"attempt", spec_file("good", "n=8"), result_path()}), ExitCode::ok);
  const AttemptRow measured = row();
  ASSERT_NE(measured.find(cache_cold_time), nullptr);
  EXPECT_THAT(measured.find(cache_cold_time)->samples,
              testing::ElementsAre(testing::DoubleEq(3e-3), testing::DoubleEq(3e-3)));
  EXPECT_EQ(measured.find(warm_time)->samples.size(), 40U);
}

TEST_F(WorkerTest, StagesAreInTheRow) {
  CaseBuilder(cases, 0).stages({"mesh", "solve"});
  const AttemptRow measured = attempted(in_stages);
  ASSERT_TRUE(measured.stages);
  EXPECT_EQ(measured.stages->verdict, Stages::Verdict::complete);
  EXPECT_DOUBLE_EQ(measured.stages->total_s, 3e-3);
  EXPECT_DOUBLE_EQ(measured.stages->times[1].seconds, 2e-3);
}

TEST_F(WorkerTest, ARowWhoseBudgetEndedBeforeTheStagesIsWholeWithoutThem) {
  CaseBuilder(cases, 0).stages({"mesh", "solve"});
  hard_budget_s = 0.12;  // 40 calls of 3 ms, four of them before the samples
  const AttemptRow measured = attempted(in_stages);
  EXPECT_EQ(measured.status, Status::ok);
  EXPECT_EQ(measured.stopping->reason, StopReason::hard_budget);
  EXPECT_EQ(measured.find(warm_time)->samples.size(), 36U);
  EXPECT_FALSE(measured.stages);
  const Counter why{"stages_timed", "1", {}, "the hard budget was spent before them"};
  EXPECT_THAT(measured.counters, testing::Contains(why));
}

TEST_F(WorkerTest, StagesAreTimedByHandToo) {
  CaseBuilder(cases, 0).stages({"mesh", "solve"}).provider("subject", in_stages);
  direct({"--filter", "n=8] subject"});
  EXPECT_THAT(out.str(), HasSubstr("3 ms"));
  EXPECT_THAT(out.str(), testing::Not(HasSubstr("recorded nothing")));
}

TEST_F(WorkerTest, AStageThatIsNamedAndDoesNotRunIsRefused) {
  CaseBuilder(cases, 0).stages({"mesh", "solve"});
  const AttemptRow refused = attempted(without_solving);
  EXPECT_EQ(refused.status, Status::crashed);
  EXPECT_EQ(refused.failure->message, "the stage 'solve' is named and recorded nothing");
  EXPECT_TRUE(refused.metrics.empty());
  EXPECT_EQ(protocol({"attempt", spec_file("good", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_EQ(row().failure->message, "the stage 'mesh' is named and recorded nothing");
}

TEST_F(WorkerTest, ARowSaysWhatItsTimesInclude) {
  CaseBuilder(cases, 0).provider("copying", good, {.includes = Includes::compute_and_transfer});
  EXPECT_EQ(protocol({"attempt", spec_file("copying", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_EQ(row().includes, Includes::compute_and_transfer);
  EXPECT_EQ(protocol({"attempt", spec_file("good", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_FALSE(row().includes);
}

TEST_F(WorkerTest, CountersAndElementsAreInTheRow) {
  const AttemptRow measured = attempted(counts);
  EXPECT_EQ(measured.work.elements, 5.0);
  ASSERT_EQ(measured.counters.empty(), false);
  EXPECT_EQ(measured.counters[0], (Counter{"evaluations", "1", 7, ""}));
}

TEST_F(WorkerTest, ADevicesMemoryIsWatchedUpToTheFirstCall) {
  bool listening = false;
  std::vector<bool> heard;
  Session device;
  device.device_memory.begin = [&] { listening = true; };
  device.device_memory.rest = [&] {
    heard.push_back(listening);
    listening = false;
  };
  device.device_memory.peak = [] { return DevicePeak{4096, ""}; };
  sessions.push_back(device);
  const AttemptRow measured = attempted(good);
  ASSERT_NE(measured.find(peak_device_memory), nullptr);
  EXPECT_THAT(measured.find(peak_device_memory)->samples, testing::ElementsAre(4096));
  EXPECT_EQ(measured.find(peak_device_memory)->unit, "B");
  EXPECT_THAT(heard, testing::ElementsAre(true, false)) << "behind the first call, and at the end";

  sessions.back().device_memory.peak = [] { return DevicePeak{{}, "no device memory"}; };
  EXPECT_EQ(protocol({"attempt", spec_file("good", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_EQ(row().find(peak_device_memory), nullptr);
  EXPECT_THAT(row().counters,
              testing::Contains(Counter{"peak_device_memory", "B", {}, "no device memory"}));
}

TEST_F(WorkerTest, ACounterHasTheDirectionThatItsCaseDeclares) {
  CaseBuilder(cases, 0).counter("evaluations", Better::lower);
  EXPECT_EQ(attempted(counts).counters[0], (Counter{"evaluations", "1", 7, "", Better::lower}));
  CaseBuilder(cases, 0).counter("evaluations", Better::lower, "B");
  cases.at(0).counters.erase(cases.at(0).counters.begin());
  CaseBuilder(cases, 0).provider("counting", counts);
  EXPECT_EQ(protocol({"attempt", spec_file("counting", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_EQ(row().status, Status::crashed);
  EXPECT_EQ(row().failure->message,
            "the counter 'evaluations' is declared in 'B' and counted in '1'");
}

TEST_F(WorkerTest, ACaseMayDemandACounterOrAStage) {
  CaseBuilder(cases, 0).metrics({"counter.evaluations"});
  EXPECT_EQ(attempted(counts).status, Status::ok);
  EXPECT_EQ(protocol({"attempt", spec_file("good", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_THAT(row().failure->message, HasSubstr("names the metric counter.evaluations"));
  CaseBuilder(cases, 0).metrics({"stage_time.solve"}).provider("staged", in_stages);
  EXPECT_EQ(protocol({"attempt", spec_file("staged", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_EQ(row().status, Status::ok);
}

TEST_F(WorkerTest, AMetricThatTheCaseNamesMustBeThere) {
  CaseBuilder(cases, 0).metrics({"throughput", "cold_time"});
  const AttemptRow without = attempted(good);
  EXPECT_EQ(without.status, Status::crashed);
  EXPECT_THAT(without.failure->message, HasSubstr("names the metric throughput"));
  EXPECT_TRUE(without.metrics.empty());
  CaseBuilder(cases, 0).provider("counting", counts);
  EXPECT_EQ(protocol({"attempt", spec_file("counting", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_EQ(row().status, Status::ok);
}

TEST_F(WorkerTest, AnUnknownMetricFailsTheDeclaration) {
  CaseBuilder(cases, 0).metrics({"warm_time", "speed"});
  EXPECT_EQ(protocol({"list", result_path()}), ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("the case 'sum' names the metric 'speed', which nobody knows"));
  EXPECT_THAT(err.str(), HasSubstr("warm_time, cold_time, peak_rss"));
}

TEST_F(WorkerTest, AWrongOutputKeepsItsNumbersAndFails) {
  const AttemptRow measured = attempted(wrong);
  EXPECT_EQ(measured.status, Status::fidelity_failed);
  ASSERT_TRUE(measured.failure);
  EXPECT_EQ(measured.failure->phase, "fidelity");
  EXPECT_THAT(measured.failure->message, HasSubstr("1 of 2 elements"));
  EXPECT_NE(measured.find(warm_time), nullptr);
}

struct Ending {
  const char* name;
  BenchmarkFunction function;
  Status status;
  const char* phase;
  const char* message;  ///< part of it
};

class WorkerEnding : public WorkerTest, public testing::WithParamInterface<Ending> {};

TEST_P(WorkerEnding, IsARowWithItsCause) {
  const Ending& ending = GetParam();
  const AttemptRow ended = attempted(ending.function);
  EXPECT_EQ(ended.status, ending.status);
  ASSERT_TRUE(ended.failure);
  EXPECT_EQ(ended.failure->phase, ending.phase);
  EXPECT_THAT(ended.failure->message, HasSubstr(ending.message));
}

INSTANTIATE_TEST_SUITE_P(
    All, WorkerEnding,
    testing::Values(
        Ending{"NeverMeasures", never_measures, Status::crashed, "prepare", "without calling"},
        Ending{"MeasuresTwice", measures_twice, Status::crashed, "measure", "called twice"},
        Ending{"Misspells", misspells, Status::crashed, "prepare", "the axis 'm'"},
        Ending{"Throws", throws_while_measured, Status::crashed, "measure", "index out of range"},
        Ending{"ThrowsANumber", throws_a_number, Status::crashed, "prepare", "std::exception"},
        Ending{"ExhaustsMemory", exhausts_memory, Status::oom, "prepare", "bad_alloc"},
        Ending{"Skips", skips, Status::skipped, "prepare", "needs AVX-512"},
        Ending{"EmptyOutput", empty_output, Status::fidelity_inconclusive, "fidelity",
               "without elements"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST_F(WorkerTest, WhatCannotRunHereIsARow) {
  EXPECT_EQ(protocol({"attempt", spec_file("absent", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_EQ(row().status, Status::env_failed);
  EXPECT_EQ(row().failure->message, "libfast.so is not installed");
  EXPECT_EQ(protocol({"attempt", spec_file("picky", "n=16"), result_path()}), ExitCode::ok);
  EXPECT_EQ(row().status, Status::skipped);
}

TEST_F(WorkerTest, AnUnknownKeyIsUsageAndARow) {
  for (const auto& [provider, point] : {std::pair("nobody", "n=8"), std::pair("good", "n=9")}) {
    EXPECT_EQ(protocol({"attempt", spec_file(provider, point), result_path()}), ExitCode::usage);
    EXPECT_EQ(row().status, Status::env_failed);
    EXPECT_EQ(row().failure->phase, "start");
    EXPECT_THAT(err.str(), HasSubstr("this program has no such"));
  }
}

TEST_F(WorkerTest, SessionsStandAroundTheAttemptAlsoWhenItFails) {
  std::vector<std::string> events;
  Session session;
  session.name = "device";
  session.start = [&] { events.emplace_back("start"); };
  session.stop = [&] { events.emplace_back("stop"); };
  session.fence = [&] { clock.advance(1'000'000); };
  session.facts = [](Provenance& facts) { facts[Fact::kokkos_backend] = "Device"; };
  sessions = {session};
  EXPECT_EQ(attempted(throws_while_measured).status, Status::crashed);
  EXPECT_THAT(events, testing::ElementsAre("start", "stop"));
  EXPECT_EQ(row().provenance[Fact::kokkos_backend], "Device");

  EXPECT_EQ(protocol({"attempt", spec_file("good", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_THAT(row().find(warm_time)->samples, testing::Each(testing::DoubleEq(4e-3)));
  EXPECT_EQ(protocol({"list", result_path()}), ExitCode::ok);
  EXPECT_EQ(events.size(), 4U);  // listing starts nothing
}

TEST_F(WorkerTest, ASessionThatDoesNotStartIsAFailureOfTheEnvironment) {
  Session session;
  session.name = "device";
  session.start = [] { throw std::runtime_error("no driver"); };
  sessions = {session};
  const AttemptRow failed = attempted(good);
  EXPECT_EQ(failed.status, Status::env_failed);
  EXPECT_EQ(failed.failure->message, "device could not be started: no driver");
}

TEST_F(WorkerTest, ServesSeveralAttemptsInOneProcess) {
  int starts = 0;
  Session session;
  session.name = "device";
  session.start = [&starts] { ++starts; };
  sessions = {session};
  const std::string spec = spec_file("good", "n=8");
  const std::string second = (folder / "second.jsonl").string();
  const std::string asked = "attempt\t" + spec + "\t";
  EXPECT_EQ(protocol({"serve"}, asked + result_path() + "\n" + asked + second + "\n"), ExitCode::ok)
      << err.str();
  EXPECT_EQ(out.str(), "\ntidegate done\n\ntidegate done\n");
  EXPECT_EQ(row().status, Status::ok);
  ASSERT_NE(row().find(resident_memory), nullptr)
      << "what shared a process says what it left there";
  EXPECT_GT(row().find(resident_memory)->samples.at(0), 0);
  EXPECT_EQ(read_file(second).has_value(), true);
  EXPECT_EQ(starts, 1);
}

TEST_F(WorkerTest, AskedForNothingServingStartsNothing) {
  int starts = 0;
  Session session;
  session.start = [&starts] { ++starts; };
  sessions.push_back(session);
  EXPECT_EQ(protocol({"serve"}, ""), ExitCode::ok) << err.str();
  EXPECT_EQ(starts, 0) << "another process may be timing on this device";
  EXPECT_EQ(out.str(), "");
}

TEST_F(WorkerTest, WhatIsNoRequestEndsServing) {
  for (const char* line : {"sample", "attempt", "attempt\tonly", "other\ta\tb", ""}) {
    EXPECT_EQ(protocol({"serve"}, std::string(line) + "\n"), ExitCode::cannot_say) << line;
    EXPECT_THAT(err.str(), HasSubstr("was asked for"));
  }
  EXPECT_FALSE(std::filesystem::exists(result_path()));
}

TEST_F(WorkerTest, AProfileCallsTheOperationForItsBudgetAndWritesNothing) {
  const std::int64_t start = clock.now_ns();
  ASSERT_EQ(protocol({"profile", spec_file("good", "n=8")}), ExitCode::ok) << err.str();
  const double passed_s = static_cast<double>(clock.now_ns() - start) * 1e-9;
  EXPECT_GE(passed_s, 60) << "the budget of a spec that names none";
  EXPECT_LT(passed_s, 60.1);
  EXPECT_EQ(out.str(), "");
  EXPECT_FALSE(std::filesystem::exists(result_path()));
}

TEST_F(WorkerTest, AProfileOfWhatFailsSaysWhy) {
  CaseBuilder(cases, 0).provider("broken", throws_while_measured).provider("lying", wrong);
  const std::tuple<const char*, ExitCode, const char*> wrongs[] = {
      {"broken", ExitCode::cannot_say, "index out of range"},
      {"lying", ExitCode::cannot_say, "differs from the oracle"},
      {"absent", ExitCode::cannot_say, "libfast.so is not installed"},
      {"nobody", ExitCode::usage, "this program has no such"},
  };
  for (const auto& [provider, code, sentence] : wrongs) {
    EXPECT_EQ(protocol({"profile", spec_file(provider, "n=8")}), code) << provider;
    EXPECT_THAT(err.str(), HasSubstr(sentence));
  }
  EXPECT_EQ(protocol({"profile"}), ExitCode::usage);
}

TEST_F(WorkerTest, LockstepTakesOneSampleForEachRequest) {
  const std::string spec = spec_file("good", "n=8");
  ASSERT_EQ(protocol({"lockstep", spec, result_path()}, "sample\nsample\nsample\nend\n"),
            ExitCode::ok)
      << err.str();
  EXPECT_THAT(out.str(), testing::EndsWith("tidegate sample 3000000 1\n\ntidegate done\n"));
  EXPECT_EQ(row().status, Status::ok);
  EXPECT_EQ(row().find(warm_time)->samples.size(), 3U);
  EXPECT_TRUE(row().fidelity);
}

TEST_F(WorkerTest, LockstepThatCannotStartWritesItsRowAndIsDone) {
  EXPECT_EQ(protocol({"lockstep", spec_file("absent", "n=8"), result_path()}), ExitCode::ok);
  EXPECT_EQ(out.str(), "\ntidegate done\n");
  EXPECT_EQ(row().status, Status::env_failed);
}

TEST_F(WorkerTest, LockstepWithoutARunnerWritesNoRow) {
  EXPECT_EQ(protocol({"lockstep", spec_file("good", "n=8"), result_path()}, "sample\n"),
            ExitCode::cannot_say);
  EXPECT_FALSE(std::filesystem::exists(result_path()));
  EXPECT_THAT(err.str(), HasSubstr("without 'end'"));
}

TEST_F(WorkerTest, LockstepRefusesOtherRequests) {
  EXPECT_EQ(protocol({"lockstep", spec_file("good", "n=8"), result_path()}, "faster\n"),
            ExitCode::ok);
  EXPECT_EQ(row().status, Status::crashed);
  EXPECT_EQ(row().failure->phase, "protocol");
  EXPECT_THAT(row().failure->message, HasSubstr("'faster'"));
}

TEST_F(WorkerTest, WrongUsageIs64) {
  const std::vector<std::vector<std::string>> wrong_words{
      {}, {"list"}, {"list", "a", "b"}, {"attempt", "spec"}, {"lockstep"}, {"measure", "a", "b"}};
  for (const auto& words : wrong_words) EXPECT_EQ(protocol(words), ExitCode::usage);
}

TEST_F(WorkerTest, WrongDeclarationsAre64) {
  cases.add_provider("nowhere", {"a", good, {}});
  EXPECT_EQ(protocol({"list", result_path()}), ExitCode::usage);
  EXPECT_EQ(protocol({"attempt", spec_file("good", "n=8"), result_path()}), ExitCode::usage);
  EXPECT_EQ(direct({}), ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("'nowhere'"));
}

TEST_F(WorkerTest, UnreadableSpecsAndUnwritableResultsAre2) {
  const std::string missing = (folder / "missing.json").string();
  EXPECT_EQ(protocol({"attempt", missing, result_path()}), ExitCode::cannot_say);
  std::ofstream(folder / "bad.json") << "{\"samples\": \"many\"}";
  EXPECT_EQ(protocol({"attempt", (folder / "bad.json").string(), result_path()}),
            ExitCode::cannot_say);
  const std::string spec = spec_file("good", "n=8");
  EXPECT_EQ(protocol({"attempt", spec, "/proc/no/such/result"}), ExitCode::cannot_say);
  EXPECT_EQ(protocol({"list", (folder / "").string()}), ExitCode::cannot_say);
  EXPECT_FALSE(std::filesystem::exists(result_path()));
}

TEST_F(WorkerTest, ByHandTheRepresentativePointsRun) {
  EXPECT_EQ(direct({}), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("sum[n=16] good/serial    3 ms    3 ms  pass, 0 x tolerance"));
  EXPECT_THAT(out.str(), HasSubstr("env_failed: libfast.so is not installed"));
  EXPECT_THAT(out.str(), testing::Not(HasSubstr("n=8]")));
}

TEST_F(WorkerTest, ByHandAFilterSelectsAnyPoint) {
  EXPECT_EQ(direct({"--filter", "n=8] good"}), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr("sum[n=8] good/serial"));
  EXPECT_THAT(out.str(), testing::Not(HasSubstr("n=16]")));
}

TEST_F(WorkerTest, ByHandAFailureIs2) {
  CaseBuilder(cases, 0).provider("subject", wrong);
  EXPECT_EQ(direct({}), ExitCode::cannot_say);
  EXPECT_THAT(out.str(), HasSubstr("fail"));
}

TEST_F(WorkerTest, ByHandListAndHelpMeasureNothing) {
  const std::int64_t before = clock.now_ns();
  EXPECT_EQ(direct({"--list"}), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr("sum[n=8] good/serial  reference\n"));
  EXPECT_EQ(direct({"--help"}), ExitCode::ok);
  EXPECT_THAT(out.str(), HasSubstr("--filter TEXT"));
  EXPECT_EQ(clock.now_ns(), before);
}

TEST_F(WorkerTest, ByHandUnknownWordsAre64) {
  EXPECT_EQ(direct({"--fliter", "x"}), ExitCode::usage);
  EXPECT_EQ(direct({"--filter"}), ExitCode::usage);
  EXPECT_EQ(direct({"--filter", "no such name"}), ExitCode::usage);
}

}  // namespace
}  // namespace tidegate::measure
