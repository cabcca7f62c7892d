#include <bit>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/row/row_json.hpp>

#include "sample_rows.hpp"

namespace tidegate {
namespace {

const TextSource source{"rows.jsonl", 3};

Outcome<AttemptRow> from_file(std::string_view text) {
  const auto json = parse_json(text, source);
  if (!json) return pass_on(json);
  return attempt_from_json(*json, source);
}

Outcome<AttemptRow> from_worker(std::string_view text, const AttemptSpec& spec) {
  const auto json = parse_json(text, source);
  if (!json) return pass_on(json);
  return attempt_from_worker(*json, source, spec);
}

void expect_same(const AttemptRow& a, const AttemptRow& b) {
  EXPECT_EQ(a.run_id, b.run_id);
  EXPECT_EQ(a.key.text(), b.key.text());
  EXPECT_EQ(a.key.point.axes, b.key.point.axes);
  EXPECT_EQ(a.reference, b.reference);
  EXPECT_EQ(a.representative, b.representative);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.coverage, b.coverage);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.failure, b.failure);
  EXPECT_EQ(a.stderr_tail, b.stderr_tail);
  EXPECT_EQ(a.metrics, b.metrics);
  EXPECT_EQ(a.work, b.work);
  EXPECT_EQ(a.includes, b.includes);
  EXPECT_EQ(a.stopping, b.stopping);
  EXPECT_EQ(a.stages, b.stages);
  EXPECT_EQ(a.counters, b.counters);
  EXPECT_EQ(a.fidelity, b.fidelity);
  EXPECT_EQ(a.resolved_backend, b.resolved_backend);
  EXPECT_EQ(a.warnings, b.warnings);
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.provenance, b.provenance);
  EXPECT_EQ(a.machine_class, b.machine_class);
  EXPECT_EQ(a.unknown, b.unknown);
}

/// The sample row as JSON with the field at `path` replaced (or removed, for empty `json`).
std::string changed(const AttemptRow& row, const std::vector<std::string>& path,
                    const std::string& json) {
  Json document = parse_json(to_json_line(row), source).value();
  JsonObject* object = &document.as_object();
  for (std::size_t i = 0; i + 1 < path.size(); ++i) object = &object->at(path[i]).as_object();
  if (json.empty()) {
    object->erase(path.back());
  } else {
    (*object)[path.back()] = parse_json(json, source).value();
  }
  return json_line(document);
}

TEST(AttemptJson, EveryFieldComesBack) {
  for (const AttemptRow& row : {sample::attempt(), sample::failed_attempt()}) {
    const auto read = from_file(to_json_line(row));
    ASSERT_TRUE(read) << read.error().what;
    expect_same(*read, row);
    EXPECT_EQ(to_json_line(*read), to_json_line(row));
  }
}

TEST(AttemptJson, SamplesComeBackBitForBit) {
  std::mt19937_64 random(1);
  AttemptRow row = sample::attempt();
  row.metrics[0].samples = {5e-324, 1e-9 + 1e-25, std::nextafter(0.1, 1.0),
                            std::nextafter(1e9, 0.0)};
  while (row.metrics[0].samples.size() < 20'000) {
    const double value = std::abs(std::bit_cast<double>(random()));
    if (is_plausible(value, "s")) row.metrics[0].samples.push_back(value);
  }
  const auto read = from_file(to_json_line(row));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->metrics, row.metrics);
}

TEST(AttemptJson, EveryFactIsWrittenNullWhenUnknown) {
  const auto json = parse_json(to_json_line(sample::attempt()), source).value();
  const auto& facts = json.at("provenance").as_object();
  for (const FactInfo& info : all_facts()) {
    ASSERT_TRUE(facts.contains(info.name)) << info.name;
  }
  EXPECT_TRUE(facts.at("cuda_version").is_null());
  EXPECT_EQ(json.at("schema_version").as_int64(), 1);
  EXPECT_EQ(json.at("kind").as_string(), "attempt");
}

TEST(AttemptJson, FieldsOfANewerToolSurvive) {
  const std::string text =
      changed(sample::attempt(), {"new"}, R"({"deep":[1,{"x":0.30000000000000004}],"n":null})");
  auto row = from_file(text).value();
  row = from_file(changed(row, {"metrics", "warm_time", "clock"}, R"("tsc")")).value();
  row = from_file(changed(row, {"provenance", "cpu_stepping"}, R"("7")")).value();
  row = from_file(changed(row, {"fidelity", "ulp"}, "3")).value();
  row = from_file(changed(row, {"work", "transactions"}, "7")).value();
  row = from_file(changed(row, {"counters", "evaluations", "stage"}, R"("fit")")).value();
  EXPECT_EQ(row.unknown.size(), 6U);
  const auto json = parse_json(to_json_line(row), source).value();
  EXPECT_EQ(json.at("new").at("deep").at(1).at("x").as_double(), 0.30000000000000004);
  EXPECT_EQ(json.at("metrics").at("warm_time").at("clock").as_string(), "tsc");
  EXPECT_EQ(json.at("provenance").at("cpu_stepping").as_string(), "7");
  EXPECT_EQ(json.at("fidelity").at("ulp").as_int64(), 3);
  EXPECT_EQ(json.at("work").at("transactions").as_int64(), 7);
  const auto again = from_file(to_json_line(row));
  ASSERT_TRUE(again) << again.error().what;
  expect_same(*again, row);
}

TEST(AttemptJson, FieldsMayComeInAnyOrder) {
  const auto json = parse_json(to_json_line(sample::attempt()), source).value();
  JsonObject backwards{{"new", 1}};
  for (auto member = json.as_object().end(); member != json.as_object().begin();) {
    --member;
    backwards.emplace(member->key(), member->value());
  }
  const auto row = from_file(json_line(backwards));
  ASSERT_TRUE(row) << row.error().what;
  EXPECT_EQ(row->unknown, (std::vector<UnknownField>{{{"new"}, "1"}}));
  EXPECT_EQ(row->provenance, sample::provenance());
}

TEST(AttemptJson, AnUnknownFieldNeverReplacesAKnownOne) {
  AttemptRow row = sample::attempt();
  row.unknown = {{{"status"}, "\"crashed\""}, {{"work", "bytes"}, "1"}};
  const auto read = from_file(to_json_line(row));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->status, Status::ok);
  EXPECT_EQ(read->work, row.work);
}

TEST(AttemptJson, AnUnknownFieldGoesWithItsObject) {
  AttemptRow row = from_file(changed(sample::attempt(), {"fidelity", "ulp"}, "3")).value();
  row.unknown.push_back({{"metrics", "gone", "clock"}, "1"});
  row.fidelity.reset();
  const auto read = from_file(to_json_line(row));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_FALSE(read->fidelity);
  EXPECT_TRUE(read->unknown.empty());
}

TEST(AttemptJson, ForeignMetricsAreKept) {
  const auto row = from_file(
      changed(sample::attempt(), {"metrics", "drift"}, R"({"unit":"K","samples":[-1.5,0]})"));
  ASSERT_TRUE(row) << row.error().what;
  ASSERT_NE(row->find("drift"), nullptr);
  EXPECT_EQ(row->find("drift")->samples, (std::vector<double>{-1.5, 0}));
  EXPECT_EQ(row->find("nothing"), nullptr);
}

TEST(AttemptJson, ClassIsComputedWhenNobodyWroteIt) {
  const auto row = from_file(changed(sample::attempt(), {"machine_class"}, ""));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->machine_class, machine_class_id(sample::provenance()));
}

TEST(AttemptJson, ARowThatDoesNotSayItsCoverageIsFull) {
  AttemptRow fast = sample::attempt();
  fast.coverage = Coverage::fast;
  EXPECT_EQ(from_file(to_json_line(fast)).value().coverage, Coverage::fast);
  EXPECT_EQ(from_file(changed(fast, {"coverage"}, "")).value().coverage, Coverage::full);
}

TEST(AttemptJson, WholeNumbersMayBeWrittenAsReals) {
  const auto row =
      from_file(changed(sample::attempt(), {"metrics", "warm_time", "iterations"}, "12.0"));
  ASSERT_TRUE(row) << row.error().what;
  EXPECT_EQ(row->metrics[0].iterations, 12U);
}

TEST(AttemptJson, WrongFieldsAreNamed) {
  struct Case {
    std::vector<std::string> path;
    const char* json;
    const char* sentence;
  };
  const Case cases[] = {
      {{"schema_version"}, "", "schema_version is missing"},
      {{"schema_version"}, "0", "schema_version is 0"},
      {{"schema_version"}, "\"1\"", "schema_version is \"1\" but must be a whole number"},
      {{"schema_version"}, "2", "schema_version is 2, this tidegate reads up to 1"},
      {{"kind"}, "", "kind is missing"},
      {{"kind"}, "\"result\"", "kind is 'result' but must be 'attempt'"},
      {{"run_id"}, "", "run_id is missing"},
      {{"run_id"}, "null", "run_id is null but must have a value"},
      {{"case"}, "", "case is missing"},
      {{"case"}, "\"\"", "case is empty"},
      {{"case"}, "\"a\\tb\"", "case contains a control character"},
      {{"case"}, "5", "case is 5 but must be a string"},
      {{"point"}, "", "point is missing"},
      {{"point"}, "[]", "point is an array but must be an object"},
      {{"point", "n"}, "[1]", "point.n is an array but must be a number"},
      {{"point", "n"}, "null", "point.n is null but must be a number"},
      {{"point", "algebra"}, "\"a,b=c\"", "point.algebra is \"a,b=c\" but must be"},
      {{"point", "a=b"}, "1", "point has an axis named 'a=b'"},
      {{"provider"}, "", "provider is missing"},
      {{"platform"}, "", "platform is missing"},
      {{"reference"}, "1", "reference is 1 but must be true or false"},
      {{"status"}, "", "status is missing"},
      {{"status"}, "\"fine\"", "status is 'fine', which is no status"},
      {{"failure"}, "\"boom\"", "failure is \"boom\" but must be an object"},
      {{"failure"}, "{\"signal\":1.5}", "failure.signal is 1.5 but must be a whole number"},
      {{"stderr_tail"}, "[]", "stderr_tail is an array but must be a string"},
      {{"metrics"}, "[]", "metrics is an array but must be an object"},
      {{"metrics"}, "{}", "metrics.warm_time is missing though status is ok"},
      {{"metrics", "warm_time"}, "null", "metrics.warm_time is null but must be an object"},
      {{"metrics", "warm_time"}, "[0.1]", "metrics.warm_time is an array but must be an object"},
      {{"metrics", "warm_time", "samples"}, "", "metrics.warm_time.samples is missing"},
      {{"metrics", "warm_time", "samples"}, "0.1", "metrics.warm_time.samples is 0.1 but must be"},
      {{"metrics", "warm_time", "samples"}, "[]", "metrics.warm_time.samples is empty"},
      {{"metrics", "warm_time", "samples"}, "[0.1,-0.1]", "samples[1] is -0.1"},
      {{"metrics", "warm_time", "samples"}, "[0.1,0.2,0]", "samples[2] is 0"},
      {{"metrics", "warm_time", "samples"}, "[null]", "samples[0] is null but must be a number"},
      {{"metrics", "warm_time", "samples"}, "[\"1\"]", "samples[0] is \"1\" but must be a number"},
      {{"metrics", "warm_time", "unit"}, "\"ms\"", "metrics.warm_time.unit is 'ms' but warm_time"},
      {{"metrics", "warm_time", "iterations"}, "0", "metrics.warm_time.iterations is 0"},
      {{"metrics", "warm_time", "iterations"}, "-1", "metrics.warm_time.iterations is -1"},
      {{"metrics", "warm_time", "iterations"}, "1.5", "metrics.warm_time.iterations is 1.5"},
      {{"metrics", "peak_rss", "samples"}, "[-1]", "metrics.peak_rss.samples[0] is -1"},
      {{"metrics", "mine"}, "{\"samples\":[1]}", "metrics.mine.unit is missing"},
      {{"work"}, "5", "work is 5 but must be an object"},
      {{"work", "bytes"}, "-1", "work.bytes is -1, below 0"},
      {{"work", "flops"}, "\"many\"", "work.flops is \"many\" but must be a number"},
      {{"work", "elements"}, "-1", "work.elements is -1, below 0"},
      {{"includes"}, "\"disk\"", "includes is 'disk', which is nothing that a time includes"},
      {{"warnings"}, "{}", "warnings is an object but must be an array"},
      {{"warnings"}, "[1]", "warnings[0] is 1 but must be an object"},
      {{"warnings"}, "[{}]", "warnings[0].text is missing"},
      {{"warnings"}, R"([{"text":""}])", "warnings[0].text is empty"},
      {{"warnings"}, R"([{"text":"a"},{"text":"b","count":0}])", "warnings[1].count is 0"},
      {{"resolved_backend"}, "5", "resolved_backend is 5 but must be a string"},
      {{"fidelity", "echo"}, R"({"mean":1,"max":2})", "fidelity.echo.max_abs is missing"},
      {{"fidelity", "echo"},
       R"({"mean":1,"max":2,"max_abs":2,"correlation":1.5})",
       "fidelity.echo.correlation is 1.5, beyond 1"},
      {{"stopping"}, "5", "stopping is 5 but must be an object"},
      {{"stopping", "criterion"},
       "\"luck\"",
       "stopping.criterion is 'luck', which is no criterion"},
      {{"stopping", "reason"}, "\"bored\"", "stopping.reason is 'bored', which is no reason"},
      {{"stopping", "elapsed_s"}, "-1", "stopping.elapsed_s is -1 s, below 0"},
      {{"stages", "sum_s"}, "0.01", "stages.verdict is 'complete' but 0.01 s of 0.1 s are"},
      {{"stages", "times", "mesh"}, "1", "stages.times.mesh is 1 but must be an object"},
      {{"stages", "times", "mesh", "seconds"}, "-1", "stages.times.mesh.seconds is -1 s, below 0"},
      {{"counters"}, "[]", "counters is an array but must be an object"},
      {{"counters", "evaluations"}, "12", "counters.evaluations is 12 but must be an object"},
      {{"counters", "evaluations", "value"},
       "null",
       "counters.evaluations.value is missing and no"},
      {{"counters", "evaluations", "value"}, "\"12\"", "counters.evaluations.value is \"12\" but"},
      {{"counters", "evaluations", "value"}, "1e40", "counters.evaluations.value is 1e+40"},
      {{"counters", "evaluations", "unit"}, "1", "counters.evaluations.unit is 1 but must be a"},
      {{"counters", "evaluations", "better"},
       "\"more\"",
       "counters.evaluations.better is 'more' but must be lower or higher"},
      {{"metrics", "counter.evaluations"},
       R"({"unit": "1", "samples": [12]})",
       "metrics.counter.evaluations is no metric to give samples of"},
      {{"fidelity", "status"}, "", "fidelity.status is missing"},
      {{"fidelity", "status"}, "\"good\"", "fidelity.status is 'good' but must be"},
      {{"fidelity", "status"}, "\"fail\"", "status is ok though fidelity.status is fail"},
      {{"fidelity", "rel_to_tol"}, "-1", "fidelity.rel_to_tol is -1, below 0"},
      {{"fidelity", "checked"}, "-1", "fidelity.checked is -1"},
      {{"fidelity", "reason"}, "\"dunno\"", "fidelity.reason is 'dunno' but must be"},
      {{"fidelity", "subsample"}, "3", "fidelity.subsample is 3 but must be an object"},
      {{"fidelity", "subsample", "n"}, "", "fidelity.subsample.n is missing"},
      {{"fidelity", "subsample", "stratification"},
       "\"luck\"",
       "stratification is 'luck' but must"},
      {{"seed"}, "-5", "seed is -5"},
      {{"machine_class"}, "7", "machine_class is 7 but must be a string"},
      {{"coverage"}, R"("some")", "coverage is 'some'"},
      {{"provenance"}, "\"here\"", "provenance is \"here\" but must be an object"},
      {{"provenance", "cpu_cores"}, "4", "provenance.cpu_cores is 4 but must be a string or null"},
  };
  for (const Case& bad : cases) {
    const std::string text = changed(sample::attempt(), bad.path, bad.json);
    const auto row = from_file(text);
    ASSERT_FALSE(row) << bad.sentence;
    EXPECT_EQ(row.error().what.rfind("rows.jsonl:3: ", 0), 0U) << row.error().what;
    EXPECT_NE(row.error().what.find(bad.sentence), std::string::npos)
        << row.error().what << "\nwanted: " << bad.sentence;
    EXPECT_FALSE(row.error().hint.empty());
  }
}

TEST(AttemptJson, ARowFromTheFutureAsksForAnUpdate) {
  const auto row = from_file(changed(sample::attempt(), {"schema_version"}, "99"));
  ASSERT_FALSE(row);
  EXPECT_EQ(row.error().kind, ErrorKind::incompatible);
  EXPECT_NE(row.error().hint.find("Update tidegate"), std::string::npos);
}

TEST(AttemptJson, WhatIsNoObjectIsNoRow) {
  for (const char* text : {"[]", "5", "null", "\"row\""}) {
    const auto row = from_file(text);
    ASSERT_FALSE(row) << text;
    EXPECT_NE(row.error().what.find("must be an object"), std::string::npos);
  }
}

TEST(AttemptJson, AFailedRowNeedsNoSamples) {
  AttemptRow row = sample::failed_attempt();
  for (const Status status :
       {Status::env_failed, Status::build_failed, Status::oom, Status::timeout, Status::crashed,
        Status::fidelity_failed, Status::fidelity_inconclusive, Status::skipped}) {
    row.status = status;
    const auto read = from_file(to_json_line(row));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->status, status);
  }
}

AttemptSpec spec() {
  AttemptSpec asked;
  asked.run_id = "20261121T013000Z__0123456";
  asked.key = sample::key();
  asked.seed = 42;
  return asked;
}

TEST(WorkerRow, AShellScriptsRowIsEnough) {
  const auto row = from_worker(
      R"({"schema_version":1,"status":"ok","metrics":{"warm_time":{"samples":[0.5,1]}}})", spec());
  ASSERT_TRUE(row) << row.error().what;
  EXPECT_EQ(row->run_id, spec().run_id);
  EXPECT_EQ(row->key.text(), spec().key.text());
  EXPECT_EQ(row->seed, 42U);
  EXPECT_EQ(row->machine_class, "");
  ASSERT_NE(row->find(warm_time), nullptr);
  EXPECT_EQ(*row->find(warm_time), (MetricSamples{"warm_time", "s", 1, {0.5, 1.0}}));
  EXPECT_TRUE(from_worker(R"({"schema_version":1,"status":"skipped"})", spec()));
}

TEST(WorkerRow, TheFullRowIsTakenAsItIs) {
  const auto row = from_worker(to_json_line(sample::attempt()), spec());
  ASSERT_TRUE(row) << row.error().what;
  expect_same(*row, sample::attempt());
}

TEST(WorkerRow, AxesMayComeInAnyOrder) {
  const auto row = from_worker(
      R"({"schema_version":1,"status":"skipped",
          "point":{"sorted":true,"density":0.25,"algebra":"log","n":512.0}})",
      spec());
  ASSERT_TRUE(row) << row.error().what;
  EXPECT_EQ(row->key.text(), spec().key.text());
}

TEST(WorkerRow, AnAnswerToAnotherQuestionIsRefused) {
  const std::pair<const char*, const char*> cases[] = {
      {R"("run_id":"other")", "run_id is 'other' but '20261121T013000Z__0123456' was asked for"},
      {R"("case":"spmv")", "case is 'spmv' but 'semiring_matmul' was asked for"},
      {R"("point":{"n":512})", "point is n=512 but n=512,algebra=log,density=0.25,sorted=true"},
      {R"("point":{})", "point is - but"},
      {R"("provider":"naive")", "provider is 'naive' but 'kokkos' was asked for"},
      {R"("platform":"cuda")", "platform is 'cuda' but 'serial' was asked for"},
      {R"("kind":"result")", "kind is 'result'"},
  };
  for (const auto& [field, sentence] : cases) {
    const auto row = from_worker(
        std::string(R"({"schema_version":1,"status":"skipped",)") + field + "}", spec());
    ASSERT_FALSE(row) << field;
    EXPECT_NE(row.error().what.find(sentence), std::string::npos) << row.error().what;
  }
}

TEST(WorkerRow, MinimalIsNotNothing) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"status":"ok"})", "schema_version is missing"},
      {R"({"schema_version":1})", "status is missing"},
      {R"({"schema_version":1,"status":"ok"})", "metrics.warm_time is missing though"},
      {R"({"schema_version":1,"status":"ok","metrics":{"cold_time":{"samples":[1]}}})",
       "metrics.warm_time is missing though"},
  };
  for (const auto& [text, sentence] : cases) {
    const auto row = from_worker(text, spec());
    ASSERT_FALSE(row) << text;
    EXPECT_NE(row.error().what.find(sentence), std::string::npos) << row.error().what;
  }
}

}  // namespace
}  // namespace tidegate
