#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/evidence/case_fields.hpp>
#include <tidegate/evidence/derived.hpp>

#include "sample_evidence.hpp"

namespace tidegate::evidence {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Result only(const std::vector<AttemptRow>& rows) {
  const Derived derived = derive(rows, {});
  EXPECT_THAT(derived.results, SizeIs(1));
  return derived.results.at(0);
}

TEST(Derived, ColdAndWarmOfEachProcessStayApart) {
  const Result result = derive(sample_rows(), {}).results.at(0);
  EXPECT_THAT(result.cold_s, ElementsAre(0.5, 1.5));
  EXPECT_THAT(result.warm_s, ElementsAre(1, 2, 3, 6));
  ASSERT_TRUE(result.warm);
  // Mean 12/4; squares about it 4 + 1 + 0 + 9 = 14, over 3.
  EXPECT_DOUBLE_EQ(result.warm->mean, 3);
  EXPECT_DOUBLE_EQ(result.warm->median, 2.5);
  EXPECT_DOUBLE_EQ(result.warm->std, std::sqrt(14.0 / 3));
  EXPECT_EQ(result.warm->min, 1);
  EXPECT_EQ(result.warm->max, 6);
}

TEST(Derived, WarningsOfRowsAndOfStderrAreCounted) {
  const Derived derived = derive(sample_rows(), {});
  EXPECT_THAT(derived.warnings,
              ElementsAre(Noticed{"only the last layer counts", Noticed::From::row, 2},
                          Noticed{"WARNING: slow path", Noticed::From::stderr_, 1}));
  EXPECT_THAT(derived.results.at(1).warnings, IsEmpty());
}

TEST(Derived, WarningsOfAFullStderrAreAtLeastThatMany) {
  AttemptRow row = ok_row(scalar_key(), 1, {1});
  row.warnings = {{"stated", 1}};
  const std::string line = "\nwarning: é";
  row.stderr_tail = std::string(2000 - 11 - 1, 'x') + line;  // a character less than is kept
  EXPECT_EQ(times_text(only({row}).warnings.at(1), "x"), "x1");
  EXPECT_FALSE(derive(std::vector{row}, {}).stderr_cut);
  row.stderr_tail = "x" + row.stderr_tail;
  const std::vector<Noticed> full = only({row}).warnings;
  EXPECT_EQ(times_text(full.at(0), "x"), "x1") << "what a row states is whole";
  EXPECT_EQ(times_text(full.at(1), "x"), "at least x1");
  EXPECT_EQ(times_text(derive(std::vector{row}, {}).warnings.at(1), "x"), "at least x1");
  row.warnings.clear();
  row.stderr_tail = std::string(2000, 'x');
  EXPECT_TRUE(derive(std::vector{row}, {}).stderr_cut);
}

TEST(Derived, OneFailedProcessOfSeveralIsTold) {
  const Result result = only({ok_row(scalar_key(), 1, {1}),
                              failed_row(scalar_key(), Status::crashed, "killed by signal 11")});
  EXPECT_EQ(result.status, Status::crashed);
  EXPECT_THAT(result.note, HasSubstr("1 of 2 processes are crashed, first: killed by signal 11"));
  EXPECT_THAT(result.cold_s, ElementsAre(1));
}

TEST(Derived, TheOutputIsEchoedAndMustNotDiffer) {
  AttemptRow other = ok_row(scalar_key(), 1, {1});
  EXPECT_EQ(only({other, other}).note, "");
  const AttemptRow first = other;
  other.fidelity->echo->mean = 0.26;
  const Result result = only({first, other});
  EXPECT_EQ(result.echo->mean, 0.25);
  EXPECT_THAT(result.note, HasSubstr("different outputs"));
}

TEST(Derived, DisturbedProcessesAreTold) {
  AttemptRow quiet = ok_row(scalar_key(), 1, {1});
  quiet.provenance[Fact::taint] = std::string(absent_fact);
  AttemptRow busy = quiet;
  busy.provenance[Fact::taint] = "another process used 40 % of the core";
  EXPECT_EQ(only({quiet, quiet}).note, "");
  EXPECT_EQ(only({quiet, busy}).note,
            "1 of 2 processes were disturbed, first: another process used 40 % of the core");
}

TEST(Derived, AnAbsentDeviceExcusesWhatAPresentOneDoesNot) {
  Observed observed = sample_observed();
  for (const Status status : {Status::skipped, Status::env_failed}) {
    const Result result = only({failed_row(key_of("c", "cuda", 256), status, "no device")});
    observed.devices.clear();
    EXPECT_TRUE(is_excused(result, observed));
    EXPECT_FALSE(is_unexcused_skip(result, observed));
    observed.devices = {"Made Up"};
    EXPECT_FALSE(is_excused(result, observed));
    EXPECT_TRUE(is_unexcused_skip(result, observed));
  }
  observed.devices.clear();
  EXPECT_FALSE(
      is_excused(only({failed_row(key_of("c", "cuda", 256), Status::crashed, "x")}), observed));
  EXPECT_FALSE(is_excused(only({failed_row(scalar_key(), Status::skipped, "x")}), observed))
      << "the CPU is there";
}

TEST(Derived, OneSkippedProcessExcusesNoOther) {
  Observed observed = sample_observed();
  observed.devices.clear();
  const Key key = key_of("c", "cuda", 256);
  const AttemptRow skipped = failed_row(key, Status::skipped, "no device");
  const Result mixed = only({skipped, failed_row(key, Status::crashed, "killed by signal 11"),
                             failed_row(key, Status::crashed, "killed by signal 6")});
  EXPECT_EQ(mixed.status, Status::crashed);
  EXPECT_EQ(mixed.note, "2 of 3 processes are crashed, first: killed by signal 11");
  EXPECT_FALSE(is_excused(mixed, observed));
  const Result some_ran = only({skipped, ok_row(key, 1, {1})});
  EXPECT_FALSE(is_excused(some_ran, observed));
  EXPECT_TRUE(is_excused(only({skipped, failed_row(key, Status::env_failed, "x")}), observed));
  observed.devices = {"Made Up"};
  EXPECT_TRUE(is_unexcused_skip(mixed, observed));
  EXPECT_TRUE(is_unexcused_skip(some_ran, observed));
}

TEST(Derived, AProcessHasOneColdCall) {
  AttemptRow twice = ok_row(scalar_key(), 0.5, {1});
  twice.metrics[1].samples = {0.5, 0.25};
  AttemptRow none = ok_row(scalar_key(), 1, {1});
  none.metrics.pop_back();
  const Result result = only({twice, none});
  EXPECT_THAT(result.cold_s, ElementsAre(0.5));
  EXPECT_EQ(result.colder_than_once, 1U);
}

TEST(Derived, AFallbackIsNoRunOfTheDevice) {
  const Key key = key_of("c", "cuda", 256);
  const AttemptRow there = ok_row(key, 1, {1});
  EXPECT_EQ(ran_on(only({there})), Device::cuda);
  AttemptRow stated = there;
  stated.resolved_backend = "serial";
  EXPECT_EQ(ran_on(only({there, stated})), Device::cpu) << "one of them is enough";
  AttemptRow found = there;
  found.provenance[Fact::resolved_backend] = "cuda";
  EXPECT_EQ(ran_on(only({found})), Device::cuda);
  found.provenance[Fact::resolved_backend] = "serial";
  EXPECT_EQ(ran_on(only({found})), Device::cpu);
  EXPECT_EQ(only({found}).note, "ran by serial");
}

TEST(CaseFields, HaveThePublishedNames) {
  const Derived derived = derive(sample_rows(), {});
  JsonObject absorption;
  add_case_fields(derived.results.at(0), absorption);
  EXPECT_EQ(absorption.at("thicksteps"), Json(5));
  EXPECT_EQ(absorption.at("pixels"), Json(65536.0));
  EXPECT_EQ(absorption.at("oversample_thick"), Json(false));
  EXPECT_EQ(absorption.at("detector_abs_um"), Json(500.0));
  EXPECT_TRUE(absorption.at("detector_thick_um").is_null()) << "the row does not have it";
  EXPECT_EQ(absorption.at("throughput_pixels_per_sec"), Json(65536.0 / 3));
  EXPECT_EQ(absorption.at("mean_intensity"), Json(0.25));
  EXPECT_EQ(absorption.at("max_intensity"), Json(2.0));
  JsonObject tricubic;
  add_case_fields(derived.results.at(1), tricubic);
  EXPECT_EQ(tricubic.at("scalar_calls"), Json(100.0));
  EXPECT_EQ(tricubic.at("interpolation_enabled"), Json(true));
  JsonObject other;
  add_case_fields(only({ok_row(key_of("other", "serial", 1), 1, {1})}), other);
  EXPECT_TRUE(other.empty());
}

}  // namespace
}  // namespace tidegate::evidence
