#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/evidence/checklist.hpp>
#include <tidegate/evidence/environment.hpp>
#include <tidegate/evidence/results_json.hpp>
#include <tidegate/evidence/summary_md.hpp>

#include "sample_evidence.hpp"

namespace tidegate::evidence {
namespace {

using testing::HasSubstr;

/// A run whose every item is met, until a test takes something away.
class Checklist : public testing::Test {
 protected:
  Evidence evidence = sample_evidence();
  Files files;
  Derived derived;

  void SetUp() override { make(); }

  void make() {
    derived = derive(evidence.rows, evidence.constructions);
    for (const Artefact& artefact : artefacts()) files[std::string(artefact.name)] = "text";
    files["collected_tests.txt"] = evidence.tests;
    files["env.json"] =
        json_pretty(environment_json(evidence.observed, evidence.rows, evidence.surroundings));
    files["summary.md"] = summary_md(evidence.observed, derived, {});
  }

  ChecklistItem item(const std::string& id) const {
    const auto items = checklist({evidence.observed, derived, files});
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&id](const ChecklistItem& one) { return one.id == id; });
    return found == items.end() ? ChecklistItem{} : *found;
  }

  /// Exactly this item is not met, and says so.
  void expect_unmet(const std::string& id, const std::string& words) const {
    for (const ChecklistItem& one : checklist({evidence.observed, derived, files})) {
      EXPECT_EQ(one.met == Met::no, one.id == id) << one.id << ": " << one.sentence;
    }
    EXPECT_THAT(item(id).sentence, HasSubstr(words));
  }
};

TEST_F(Checklist, ACompleteRunMeetsAll) {
  const auto items = checklist({evidence.observed, derived, files});
  EXPECT_EQ(items.size(), 9U);
  for (const ChecklistItem& one : items) EXPECT_EQ(one.met, Met::yes) << one.id << one.sentence;
  EXPECT_TRUE(all_met(items));
  EXPECT_THAT(item("warm_recorded").sentence, HasSubstr("2 of 3 rows; 1 skipped"));
  EXPECT_THAT(item("devices_ran").sentence, HasSubstr("asked for the CPU"));
}

TEST_F(Checklist, AColdCallIsMissing) {
  evidence.rows[1].metrics.pop_back();
  make();
  expect_unmet("cold_recorded", "has 1 cold call of 2 processes");
}

TEST_F(Checklist, AProcessHasTwoColdCallsAndAnotherNone) {
  evidence.rows[0].metrics[1].samples = {0.5, 0.25};
  make();
  expect_unmet("cold_recorded", "1 of 2 processes state more than one cold call");
  evidence.rows[1].metrics.pop_back();
  make();
  expect_unmet("cold_recorded", "more than one cold call");
}

TEST_F(Checklist, AFallbackDidNotRunOnTheDevice) {
  evidence.observed.config.device = Device::cuda;
  evidence.observed.devices = {"Made Up"};
  evidence.rows = {ok_row(key_of("tricubic", "cuda", 256), 1, {1}),
                   ok_row(key_of("tricubic", "cuda", 256), 1, {1})};
  make();
  EXPECT_EQ(item("devices_ran").met, Met::yes);
  EXPECT_EQ(results_json(evidence.observed, evidence.rows, derived, {})
                .at("environment")
                .at("device_actual"),
            Json("cuda"));
  for (AttemptRow& row : evidence.rows) row.resolved_backend = "serial";
  make();
  expect_unmet("devices_ran", "was run by serial instead; --on-fallback refuse");
  EXPECT_EQ(results_json(evidence.observed, evidence.rows, derived, {})
                .at("environment")
                .at("device_actual"),
            Json("cpu"));
}

TEST_F(Checklist, FewerProcessesThanWereAskedFor) {
  evidence.observed.config.repeats = 3;
  make();
  expect_unmet("cold_recorded", "has 2 of the 3 processes that were asked for");
}

TEST_F(Checklist, WarmTimesAreMissing) {
  for (AttemptRow& row : evidence.rows) {
    if (row.key == scalar_key()) row.metrics.erase(row.metrics.begin());
  }
  make();
  expect_unmet("warm_recorded", "no samples");
}

TEST_F(Checklist, AFailedProcessIsNoBaseline) {
  evidence.rows[0] = failed_row(absorption_key(), Status::crashed, "killed by signal 11");
  make();
  EXPECT_EQ(item("cold_recorded").met, Met::no);
  EXPECT_THAT(item("warm_recorded").sentence, HasSubstr("killed by signal 11"));
}

TEST_F(Checklist, ASkippedProcessExcusesNoCrashedOne) {
  const Key key = key_of("tricubic", "cuda", 256);
  evidence.rows.push_back(failed_row(key, Status::crashed, "killed by signal 11"));
  evidence.observed.config.device = Device::cuda;
  make();
  EXPECT_EQ(item("warm_recorded").met, Met::no);
  EXPECT_THAT(item("warm_recorded").sentence, HasSubstr("killed by signal 11"));
  evidence.rows.back() = ok_row(key, 1, {1});
  make();
  EXPECT_EQ(item("warm_recorded").met, Met::no) << "one of two processes was skipped";
}

TEST_F(Checklist, NothingWasMeasured) {
  evidence.rows = {failed_row(scalar_key(), Status::skipped, "too small")};
  evidence.constructions.clear();
  make();
  for (const char* id : {"cold_recorded", "warm_recorded"}) {
    EXPECT_EQ(item(id).met, Met::no);
    EXPECT_THAT(item(id).sentence, HasSubstr("nothing was measured: every row was skipped"));
    EXPECT_THAT(item(id).sentence, HasSubstr("too small"));
  }
  evidence.rows = {failed_row(key_of("c", "cuda", 256), Status::skipped, "no device")};
  make();
  EXPECT_EQ(item("cold_recorded").met, Met::yes);
  EXPECT_THAT(item("cold_recorded").sentence, HasSubstr("nothing was measured: the device"));
}

TEST_F(Checklist, APresentDeviceDidNotRun) {
  evidence.observed.config.device = Device::cuda;
  evidence.observed.devices = {"Made Up"};
  make();
  expect_unmet("devices_ran", "Made Up is there, and tricubic");
}

TEST_F(Checklist, AnAbsentDeviceIsExcused) {
  evidence.observed.config.device = Device::cuda;
  EXPECT_EQ(item("devices_ran").met, Met::yes);
  EXPECT_THAT(item("devices_ran").sentence, HasSubstr("no CUDA device is here: nvidia-smi"));
}

TEST_F(Checklist, AWarningWasNotCopied) {
  auto& page = files["summary.md"];
  const std::size_t at = page.find("slow path");
  ASSERT_NE(at, std::string::npos);
  page.replace(at, 4, "fast");
  expect_unmet("warnings_copied", "x1: WARNING: slow path");
}

TEST_F(Checklist, MemoryGrew) {
  evidence.constructions = sample_constructions(22);
  make();
  expect_unmet("memory_steady", "keeps 2.000 MiB a construction, over 1.000 MiB");
}

TEST_F(Checklist, MemoryIsNotKnownOrLeftOut) {
  evidence.constructions.pop_back();
  make();
  expect_unmet("memory_steady", "2 constructions");
  evidence.constructions.clear();
  make();
  expect_unmet("memory_steady", "no construction was repeated");
  evidence.observed.no_constructions = "the worker has no mode serve";
  expect_unmet("memory_steady", "the worker has no mode serve");
  evidence.observed.config.constructions = 0;
  EXPECT_EQ(item("memory_steady").met, Met::left_out);
  EXPECT_TRUE(all_met(checklist({evidence.observed, derived, files})));
}

TEST_F(Checklist, TheEnvironmentLacksAKey) {
  for (const std::string_view key : required_environment()) {
    make();
    Json json = *parse_json(files["env.json"], TextSource{"env.json", 1});
    json.as_object().erase(key);
    files["env.json"] = json_pretty(json);
    expect_unmet("environment_complete", "env.json has no key " + std::string(key));
  }
  files["env.json"] = "{";
  expect_unmet("environment_complete", "env.json");
}

TEST_F(Checklist, TestsWereNotCollected) {
  evidence.observed.tests = {std::nullopt, "", "no folder has tests"};
  expect_unmet("tests_collected", "not collected: no folder has tests");
  evidence.observed.tests = {13, "/build", ""};
  expect_unmet("tests_collected", "does not list them");
  evidence.observed.tests = {1, "/build", ""};
  expect_unmet("tests_collected", "does not list them");  // it lists 12
  evidence.observed.tests = {0, "/build", ""};
  files["collected_tests.txt"] = "Total Tests: 0\n";
  expect_unmet("tests_collected", "0 tests");
  evidence.observed.config.wants_tests = false;
  EXPECT_EQ(item("tests_collected").met, Met::left_out);
}

TEST_F(Checklist, TheSourceTreeChanged) {
  evidence.observed.source.after.push_back("?? core.1234");
  expect_unmet("source_unchanged", "?? core.1234");
  evidence.observed.source.after.clear();
  expect_unmet("source_unchanged", " M notes.txt");
  evidence.observed.source.why = "no repository";
  expect_unmet("source_unchanged", "not known: no repository");
}

TEST_F(Checklist, AnArtefactIsMissingEmptyOrNotReferredTo) {
  for (const Artefact& artefact : artefacts()) {
    const std::string name{artefact.name};
    make();
    files.erase(name);
    EXPECT_EQ(item("artefacts_referenced").met, Met::no);
    EXPECT_THAT(item("artefacts_referenced").sentence, HasSubstr(name + " is missing"));
  }
  make();
  files["rows.jsonl"] = "";
  expect_unmet("artefacts_referenced", "rows.jsonl is empty");
  make();
  auto& page = files["summary.md"];
  page.replace(page.find("](commands.txt)"), 15, "](else.txt)");
  expect_unmet("artefacts_referenced", "does not refer to commands.txt");
}

}  // namespace
}  // namespace tidegate::evidence
