#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/lockstep.hpp>
#include <tidegate/run/plan.hpp>
#include <tidegate/run/program_name.hpp>
#include <tidegate/run/worker_process.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

const fs::path workers = fs::path(TIDEGATE_TESTS_DIR) / "run" / "workers";

AttemptSpec spec_for(const char* case_name) {
  AttemptSpec spec;
  spec.run_id = "20261121T010203Z__abcdef0";
  spec.key = {case_name, parse_point("n=2000").value(), "sh", "serial"};
  spec.seed = 7;
  spec.samples = 30;
  return spec;
}

class WorkerProcessTest : public TempFolder {
 protected:
  WorkerProgram program(const char* name) const {
    WorkerProgram made;
    made.executable = workers / name;
    made.scratch = folder / "scratch";
    made.provenance[Fact::commit] = "abcdef0123";
    return made;
  }
  std::unique_ptr<Worker> open(const char* name) const {
    auto worker = open_worker(program(name));
    EXPECT_TRUE(worker) << worker.error().what;
    return std::move(*worker);
  }
  /// The row of one attempt of the misbehaving worker; its case names how it misbehaves.
  AttemptRow misbehave(const char* how, double limit_s = 60) const {
    Placement placement;
    placement.limit_s = limit_s;
    return open("misbehaving.sh")->attempt(spec_for(how), placement);
  }
  /// The same in lockstep: started, and asked for two samples if it becomes ready.
  AttemptRow misbehave_in_lockstep(const char* how, double limit_s = 60) const {
    Placement placement;
    placement.limit_s = limit_s;
    auto session = open("misbehaving.sh")->lockstep(spec_for(how), placement);
    if (!session) return session.error();
    if ((*session)->sample()) (void)(*session)->sample();
    return (*session)->end();
  }
  std::size_t files_left() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder / "scratch"), fs::directory_iterator()));
  }
};

TEST_F(WorkerProcessTest, ListsWhatTheExampleMeasures) {
  const auto listings = open("minimal_worker.sh")->list();
  ASSERT_TRUE(listings) << listings.error().what;
  ASSERT_EQ(listings->size(), 1U);
  EXPECT_EQ(listings->at(0).key.text(), "count[n=2000] sh/serial");
  EXPECT_TRUE(listings->at(0).reference);
}

TEST_F(WorkerProcessTest, TheExampleIsTheOneOfTheManual) {
  const auto manual = read_file(fs::path(TIDEGATE_SOURCE_DIR) / "docs" / "worker-protocol.md");
  const auto example = read_file(workers / "minimal_worker.sh");
  ASSERT_TRUE(manual && example);
  EXPECT_THAT(*manual, HasSubstr("```sh\n" + *example + "```\n"));
}

TEST_F(WorkerProcessTest, FillsTheGapsOfAMinimalRow) {
  WorkerProgram with_facts = program("minimal_worker.sh");
  const auto worker = open_worker(with_facts);
  ASSERT_TRUE(worker);
  Placement placement;
  placement.cpus = {allowed_cpus().front()};
  const AttemptSpec spec = spec_for("count");
  const AttemptRow row = (*worker)->attempt(spec, placement);
  ASSERT_EQ(row.status, Status::ok) << row.failure.value_or(Failure{}).message;
  EXPECT_EQ(row.run_id, spec.run_id);
  EXPECT_EQ(row.key, spec.key);
  EXPECT_EQ(row.seed, 7U);
  const MetricSamples* times = row.find(warm_time);
  ASSERT_NE(times, nullptr);
  EXPECT_EQ(times->samples.size(), 30U);
  for (const double seconds : times->samples) EXPECT_GT(seconds, 0);
  EXPECT_EQ(row.provenance[Fact::commit], "abcdef0123");
  EXPECT_EQ(row.provenance[Fact::isolation], "subprocess");
  EXPECT_EQ(row.provenance[Fact::pinned_cpus], std::to_string(allowed_cpus().front()));
  EXPECT_EQ(row.provenance[Fact::worker], program_name(workers / "minimal_worker.sh"));
  EXPECT_NE((*row.provenance[Fact::worker]).front(), '/');
  EXPECT_TRUE(row.provenance[Fact::timestamp]);
  EXPECT_TRUE(row.provenance[Fact::cpu_model]);
  EXPECT_EQ(row.machine_class, machine_class_id(row.provenance));
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(WorkerProcessTest, TakesSamplesInLockstep) {
  const auto worker = open("minimal_worker.sh");
  auto session = worker->lockstep(spec_for("count"), Placement{});
  ASSERT_TRUE(session) << session.error().failure.value_or(Failure{}).message;
  std::vector<double> samples;
  for (int i = 0; i < 30; ++i) {
    const auto sample = (*session)->sample();
    ASSERT_TRUE(sample) << sample.error().what;
    samples.push_back(*sample);
  }
  const AttemptRow row = (*session)->end();
  ASSERT_EQ(row.status, Status::ok) << row.failure.value_or(Failure{}).message;
  // The example writes no samples of its own in lockstep: the session's are the row's.
  ASSERT_NE(row.find(warm_time), nullptr);
  EXPECT_EQ(row.find(warm_time)->samples, samples);
}

TEST_F(WorkerProcessTest, MeasuresAPair) {
  const auto a = open("minimal_worker.sh");
  const auto b = open("minimal_worker.sh");
  AttemptSpec spec = spec_for("count");
  const auto measured = measure_pair(*a, *b, spec, draw_pair(1, 0, 30, allowed_cpus()), 60);
  ASSERT_TRUE(std::holds_alternative<PairMeasured>(measured));
  EXPECT_EQ(std::get<PairMeasured>(measured).baseline.size(), 30U);
  EXPECT_EQ(std::get<PairMeasured>(measured).candidate.size(), 30U);
  EXPECT_EQ(files_left(), 0U);
}

struct Misbehaviour {
  const char* how;
  Status status;
  const char* phase;
  const char* words;  ///< in the message
};

TEST_F(WorkerProcessTest, EveryFailureIsExactlyOneRow) {
  const Misbehaviour cases[] = {
      {"killed", Status::crashed, "measure", "signal 9"},
      {"segfault", Status::crashed, "measure", "signal 11"},
      {"out_of_memory", Status::oom, "measure", "memory"},
      {"exits_3", Status::crashed, "measure", "exit code 3"},
      {"exits_3_after_its_row", Status::crashed, "measure", "after writing its row"},
      {"no_such_interpreter", Status::env_failed, "start", "exit code 127"},
      {"prints_garbage", Status::crashed, "protocol", "without writing a row"},
      {"writes_garbage", Status::crashed, "protocol", "result"},
      {"writes_torn_row", Status::crashed, "protocol", "result"},
      {"writes_two_rows", Status::crashed, "protocol", "result"},
      {"writes_folder", Status::crashed, "protocol", "result"},
      {"wrong_identity", Status::crashed, "protocol", "other_case"},
      {"no_row", Status::crashed, "protocol", "without writing a row"},
      {"nan_sample", Status::crashed, "protocol", "result"},
      {"wrong_result", Status::fidelity_failed, "fidelity", "3 elements differ"},
      {"wrong_result_and_exit", Status::fidelity_failed, "fidelity", "3 elements differ"},
  };
  for (const Misbehaviour& c : cases) {
    SCOPED_TRACE(c.how);
    const AttemptRow row = misbehave(c.how);
    EXPECT_EQ(row.status, c.status);
    ASSERT_TRUE(row.failure);
    EXPECT_EQ(row.failure->phase, c.phase);
    EXPECT_THAT(row.failure->message, HasSubstr(c.words));
    EXPECT_EQ(row.key, spec_for(c.how).key);
    EXPECT_EQ(row.run_id, spec_for(c.how).run_id);
    EXPECT_FALSE(row.machine_class.empty());
    EXPECT_EQ(files_left(), 0U);
  }
}

TEST_F(WorkerProcessTest, AttemptsShareAProcessUntilItDiesOrIsPinnedOtherwise) {
  ASSERT_EQ(::setenv("TIDEGATE_TEST_FOLDER", folder.c_str(), 1), 0);
  WorkerProgram shared = program("misbehaving.sh");
  shared.isolation = Isolation::in_process;
  const auto worker = open_worker(shared).value();
  const auto processes = [this] {
    const std::string text = read("served");
    return std::count(text.begin(), text.end(), '\n');
  };
  Placement placement;
  placement.limit_s = 60;
  const auto status = [&](const char* how) {
    const AttemptRow row = worker->attempt(spec_for(how), placement);
    EXPECT_EQ(row.provenance[Fact::isolation], "in_process") << how;
    EXPECT_EQ(row.key, spec_for(how).key);
    return row.status;
  };
  std::thread([&] { EXPECT_EQ(status("fine"), Status::ok); }).join();
  std::thread([&] { EXPECT_EQ(status("fine"), Status::ok); }).join();
  std::thread([&] { EXPECT_EQ(status("fine"), Status::ok) << "its thread is gone"; }).join();
  EXPECT_EQ(status("wrong_result"), Status::fidelity_failed);
  EXPECT_EQ(status("no_row"), Status::crashed);
  EXPECT_EQ(processes(), 1);
  EXPECT_EQ(status("killed"), Status::crashed);
  EXPECT_EQ(status("out_of_memory"), Status::oom);
  EXPECT_EQ(status("exits_3_after_its_row"), Status::crashed);
  EXPECT_EQ(status("fine"), Status::ok) << "the death of one attempt is not that of the next";
  EXPECT_EQ(processes(), 4);
  placement.cpus = {allowed_cpus().front()};
  EXPECT_EQ(status("fine"), Status::ok);
  EXPECT_EQ(processes(), 5);
  placement.limit_s = 0.3;
  EXPECT_EQ(status("hangs"), Status::timeout);
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(WorkerProcessTest, AProcessThatLeavesAfterItsAttemptCostsNoOther) {
  ASSERT_EQ(::setenv("TIDEGATE_TEST_FOLDER", folder.c_str(), 1), 0);
  WorkerProgram shared = program("misbehaving.sh");
  shared.isolation = Isolation::in_process;
  const auto worker = open_worker(shared).value();
  Placement placement;
  placement.limit_s = 60;
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(worker->attempt(spec_for("leaves_after_it"), placement).status, Status::ok) << i;
  }
  EXPECT_EQ(worker->attempt(spec_for("leaves"), placement).status, Status::crashed)
      << "one that never answers is asked in a fresh process once, not for ever";
  EXPECT_EQ(worker->attempt(spec_for("fine"), placement).status, Status::ok);
  const std::string text = read("served");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
}

TEST_F(WorkerProcessTest, EachSlotHasAProcessOfItsOwn) {
  ASSERT_EQ(::setenv("TIDEGATE_TEST_FOLDER", folder.c_str(), 1), 0);
  WorkerProgram shared = program("misbehaving.sh");
  shared.isolation = Isolation::in_process;
  const auto worker = open_worker(shared).value();
  const auto make_ten = [&worker](std::size_t slot) {
    Placement placement;
    placement.limit_s = 60;
    placement.slot.number = slot;
    placement.slot.of = 2;
    for (int i = 0; i < 10; ++i) {
      EXPECT_EQ(worker->attempt(spec_for("fine"), placement).status, Status::ok);
    }
  };
  std::thread other([&make_ten] { make_ten(2); });
  make_ten(1);
  other.join();
  const std::string text = read("served");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(WorkerProcessTest, AWorkerThatCannotServeSaysSoInItsRow) {
  WorkerProgram shared = program("minimal_worker.sh");
  shared.isolation = Isolation::in_process;
  const auto worker = open_worker(shared).value();
  const auto listed = worker->list();
  ASSERT_FALSE(listed) << "nothing is to be measured with it";
  EXPECT_EQ(listed.error().kind, ErrorKind::incompatible);
  EXPECT_THAT(listed.error().what, HasSubstr("`serve`"));
  EXPECT_THAT(listed.error().what, HasSubstr("usage"));
  EXPECT_THAT(listed.error().hint, HasSubstr("--in-process"));
  const AttemptRow row = worker->attempt(spec_for("count"), Placement{});
  EXPECT_EQ(row.status, Status::crashed);
  EXPECT_THAT(row.failure.value().message, HasSubstr("exit code 64"));
  EXPECT_THAT(row.stderr_tail, HasSubstr("usage"));
}

TEST_F(WorkerProcessTest, AFallbackPassesNoRefusalThatTheWorkerDidNotHeed) {
  ASSERT_EQ(::setenv("TIDEGATE_TEST_FOLDER", folder.c_str(), 1), 0);
  WorkerProgram shared = program("misbehaving.sh");
  shared.isolation = Isolation::in_process;
  const auto serving = open_worker(shared).value();
  const auto alone = open("misbehaving.sh");
  for (Worker* worker : {alone.get(), serving.get()}) {
    AttemptSpec spec = spec_for("falls_back");
    EXPECT_EQ(worker->attempt(spec, Placement{}).status, Status::ok) << "nobody refused it";
    spec.on_fallback = OnFallback::refuse;
    const AttemptRow refused = worker->attempt(spec, Placement{});
    EXPECT_EQ(refused.status, Status::env_failed);
    EXPECT_THAT(refused.failure.value().message, HasSubstr("and reference ran instead"));
    spec.key.case_name = "fine";
    EXPECT_EQ(worker->attempt(spec, Placement{}).status, Status::ok) << "it ran what it names";
  }
}

TEST_F(WorkerProcessTest, AHangingWorkerDiesWithItsChildren) {
  ASSERT_EQ(::setenv("TIDEGATE_TEST_FOLDER", folder.c_str(), 1), 0);
  const AttemptRow row = misbehave("hangs", 0.3);
  EXPECT_EQ(row.status, Status::timeout);
  EXPECT_EQ(row.failure.value().limit_s, 0.3);
  const std::string grandchild = read("grandchild");
  ASSERT_FALSE(grandchild.empty());
  // It was killed with the group; the kernel or init takes it away in its own time.
  const pid_t pid = std::stoi(grandchild);
  for (int i = 0; i < 500 && ::kill(pid, 0) == 0; ++i) {
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(stat, text);
    if (text.find(") Z ") != std::string::npos) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_NE(::kill(pid, 0), 0);
}

TEST_F(WorkerProcessTest, AKillBesideAnOomEventOfTheKernelIsOutOfMemory) {
  for (const std::uint64_t step : {0U, 1U}) {
    WorkerProgram made = program("misbehaving.sh");
    made.oom_kills = [step, count = std::uint64_t{7}]() mutable { return count += step; };
    const auto worker = open_worker(made);
    ASSERT_TRUE(worker);
    const AttemptRow row = (*worker)->attempt(spec_for("killed"), Placement{});
    EXPECT_EQ(row.status, step == 0 ? Status::crashed : Status::oom);
    const auto session = (*worker)->lockstep(spec_for("killed"), Placement{});
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().status, step == 0 ? Status::crashed : Status::oom);
  }
}

TEST_F(WorkerProcessTest, AFloodOnStderrLosesNothingButItsBeginning) {
  const AttemptRow row = misbehave("floods_stderr");
  EXPECT_EQ(row.status, Status::ok) << row.failure.value_or(Failure{}).message;
  EXPECT_TRUE(row.stderr_tail.ends_with("the end"));
  EXPECT_EQ(row.stderr_tail.size(), 2000U);
}

TEST_F(WorkerProcessTest, EveryFailureInLockstepIsExactlyOneRowToo) {
  const Misbehaviour cases[] = {
      {"killed", Status::crashed, "prepare", "signal 9"},
      {"exits_3", Status::crashed, "prepare", "exit code 3"},
      {"no_row", Status::crashed, "protocol", "ended, expected 'tidegate ready'"},
      {"wrong_result", Status::fidelity_failed, "fidelity", "3 elements differ"},
      {"starts_wrong", Status::crashed, "protocol", "tidegate sample 1 1"},
      {"answers_garbage", Status::crashed, "protocol", "tidegate sample nan 1"},
      {"answers_twice", Status::crashed, "protocol", "until it is asked"},
      {"dies_sampling", Status::crashed, "measure", "signal 9"},
      {"leaves_sampling", Status::crashed, "protocol", "ended, expected"},
      {"exits_3_at_the_end", Status::crashed, "measure", "exit code 3"},
      {"no_row_at_the_end", Status::crashed, "protocol", "without writing a row"},
      {"wrong_result_at_the_end", Status::fidelity_failed, "fidelity", "3 elements differ"},
  };
  for (const Misbehaviour& c : cases) {
    SCOPED_TRACE(c.how);
    const AttemptRow row = misbehave_in_lockstep(c.how);
    EXPECT_EQ(row.status, c.status);
    ASSERT_TRUE(row.failure);
    EXPECT_EQ(row.failure->phase, c.phase);
    EXPECT_THAT(row.failure->message, HasSubstr(c.words));
    EXPECT_EQ(files_left(), 0U);
  }
}

TEST_F(WorkerProcessTest, WaitsForLockstepAnswersAtMostUntilTheLimit) {
  for (const char* how : {"hangs", "hangs_sampling", "hangs_at_the_end"}) {
    SCOPED_TRACE(how);
    ASSERT_EQ(::setenv("TIDEGATE_TEST_FOLDER", folder.c_str(), 1), 0);
    EXPECT_EQ(misbehave_in_lockstep(how, 0.3).status, Status::timeout);
  }
}

TEST_F(WorkerProcessTest, IgnoresChatterInLockstep) {
  const AttemptRow row = misbehave_in_lockstep("chatters");
  EXPECT_EQ(row.status, Status::ok) << row.failure.value_or(Failure{}).message;
  EXPECT_THAT(row.find(warm_time)->samples, ElementsAre(5e-9, 5e-9));
}

TEST_F(WorkerProcessTest, KeepsTheWorkersOwnSamples) {
  const AttemptRow row = misbehave_in_lockstep("own_samples");
  EXPECT_EQ(row.status, Status::ok) << row.failure.value_or(Failure{}).message;
  EXPECT_THAT(row.find(warm_time)->samples, ElementsAre(0.25, 0.5));
}

TEST_F(WorkerProcessTest, PadsTheEnvironment) {
  Placement placement;
  placement.padding = 1234;
  const AttemptRow row = open("misbehaving.sh")->attempt(spec_for("tells_padding"), placement);
  EXPECT_EQ(row.stderr_tail, "padding 1234\n");
}

TEST_F(WorkerProcessTest, AnInterruptedAttemptIsSkipped) {
  WorkerProgram interrupted = program("misbehaving.sh");
  int asked = 0;
  interrupted.interrupted = [&asked] { return ++asked > 1; };
  ASSERT_EQ(::setenv("TIDEGATE_TEST_FOLDER", folder.c_str(), 1), 0);
  const auto worker = open_worker(interrupted);
  ASSERT_TRUE(worker);
  EXPECT_EQ((*worker)->attempt(spec_for("hangs"), Placement{}).status, Status::skipped);
}

TEST_F(WorkerProcessTest, ASweepGoesOnBehindEveryFailure) {
  std::vector<Planned> plan;
  for (const char* how : {"killed", "writes_garbage", "no_row", "fine"}) {
    plan.push_back({spec_for(how), {}});
  }
  const auto worker = open("misbehaving.sh");
  const auto rows = sweep(*worker, plan, Placement{}, {});
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 4U);
  EXPECT_EQ(rows->at(0).status, Status::crashed);
  EXPECT_EQ(rows->at(3).status, Status::ok) << rows->at(3).failure.value_or(Failure{}).message;
}

TEST_F(WorkerProcessTest, RefusesBadLists) {
  const std::pair<const char*, const char*> cases[] = {
      {"list_empty", "lists no cases"}, {"list_nothing", "lists no cases"},
      {"list_twice", "listed twice"},   {"list_garbage", "list:1"},
      {"list_half", "list:2"},          {"list_exits_4", "exit code 4"},
      {"list_hangs", "limit of 0.3 s"},
  };
  for (const auto& [how, words] : cases) {
    SCOPED_TRACE(how);
    WorkerProgram made = program("misbehaving.sh");
    made.arguments = {how};
    made.list_limit_s = std::string(how) == "list_hangs" ? 0.3 : 60;
    const auto worker = open_worker(made);
    ASSERT_TRUE(worker);
    const auto listings = (*worker)->list();
    ASSERT_FALSE(listings);
    EXPECT_THAT(listings.error().what, HasSubstr(words));
    EXPECT_THAT(listings.error().what, HasSubstr("misbehaving.sh"));
    EXPECT_FALSE(listings.error().hint.empty());
  }
}

TEST_F(WorkerProcessTest, RefusesAProgramThatCannotRun) {
  WorkerProgram missing = program("missing.sh");
  EXPECT_EQ(open_worker(missing).error().kind, ErrorKind::missing);
  write("plain.txt", "text");
  missing.executable = folder / "plain.txt";
  EXPECT_EQ(open_worker(missing).error().kind, ErrorKind::missing);
  missing.executable = folder;
  EXPECT_EQ(open_worker(missing).error().kind, ErrorKind::missing);
}

TEST_F(WorkerProcessTest, AProgramThatIsGoneByThenIsARow) {
  write_script("worker.sh", "#!/bin/sh\n");
  WorkerProgram made = program("minimal_worker.sh");
  made.executable = folder / "worker.sh";
  const auto worker = open_worker(made);
  ASSERT_TRUE(worker);
  fs::remove(folder / "worker.sh");
  EXPECT_EQ((*worker)->attempt(spec_for("count"), Placement{}).status, Status::env_failed);
  const auto session = (*worker)->lockstep(spec_for("count"), Placement{});
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().status, Status::env_failed);
}

TEST_F(WorkerProcessTest, RemovesOnlyAScratchFolderThatItOwns) {
  for (const bool owned : {true, false}) {
    for (const char* name : {"minimal_worker.sh", "missing.sh"}) {
      SCOPED_TRACE(name);
      fs::create_directories(folder / "scratch");
      WorkerProgram made = program(name);
      made.remove_scratch = owned;
      { const auto worker = open_worker(made); }
      EXPECT_EQ(fs::exists(folder / "scratch"), !owned);
    }
  }
}

TEST_F(WorkerProcessTest, AScratchFolderThatCannotBeWrittenIsAnError) {
  write("taken", "a file");
  WorkerProgram made = program("minimal_worker.sh");
  made.scratch = folder / "taken" / "scratch";
  const auto worker = open_worker(made);
  ASSERT_FALSE(worker);
  EXPECT_EQ(worker.error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace tidegate::run
