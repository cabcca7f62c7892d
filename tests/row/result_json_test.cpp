#include <gtest/gtest.h>

#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/row_json.hpp>

#include "sample_rows.hpp"

namespace tidegate {
namespace {

const TextSource source{"baseline.jsonl", 5};

Outcome<ResultRow> from_text(std::string_view text) {
  const auto json = parse_json(text, source);
  if (!json) return pass_on(json);
  return result_from_json(*json, source);
}

std::string changed(const std::vector<std::string>& path, const std::string& json) {
  Json document = parse_json(to_json_line(sample::result()), source).value();
  JsonObject* object = &document.as_object();
  for (std::size_t i = 0; i + 1 < path.size(); ++i) object = &object->at(path[i]).as_object();
  if (json.empty()) {
    object->erase(path.back());
  } else {
    (*object)[path.back()] = parse_json(json, source).value();
  }
  return json_line(document);
}

TEST(ResultJson, EveryFieldComesBack) {
  ResultRow row = sample::result();
  row.unknown = {{{"newer"}, "[1,2]"}, {{"metrics", "warm_time", "p99"}, "0.5"}};
  const auto read = from_text(to_json_line(row));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->run_id, row.run_id);
  EXPECT_EQ(read->key.text(), row.key.text());
  EXPECT_EQ(read->reference, row.reference);
  EXPECT_EQ(read->representative, row.representative);
  EXPECT_EQ(read->source, row.source);
  EXPECT_EQ(read->status, row.status);
  EXPECT_EQ(read->failure, row.failure);
  EXPECT_EQ(read->attempts, row.attempts);
  EXPECT_EQ(read->failed, row.failed);
  EXPECT_EQ(read->metrics, row.metrics);
  EXPECT_EQ(read->work, row.work);
  EXPECT_EQ(read->includes, row.includes);
  EXPECT_EQ(read->resolved_backend, row.resolved_backend);
  EXPECT_EQ(read->warnings, row.warnings);
  EXPECT_EQ(read->suspicion, row.suspicion);
  EXPECT_EQ(read->ratio_refused, row.ratio_refused);
  EXPECT_EQ(read->fidelity, row.fidelity);
  EXPECT_EQ(read->ratio, row.ratio);
  EXPECT_EQ(read->machine_class, row.machine_class);
  EXPECT_EQ(read->acceptance, row.acceptance);
  EXPECT_EQ(*read->provenance, *row.provenance);
  EXPECT_EQ(read->unknown.size(), 2U);
  EXPECT_EQ(to_json_line(*read), to_json_line(row));
  EXPECT_NE(read->find("cold_time"), nullptr);
  EXPECT_EQ(read->find("page_faults"), nullptr);
}

TEST(ResultJson, AQuickRowStaysOneAndMissingMeansFull) {
  ResultRow row = sample::result();
  row.coverage = Coverage::fast;
  EXPECT_EQ(from_text(to_json_line(row)).value().coverage, Coverage::fast);
  EXPECT_EQ(from_text(changed({"coverage"}, "")).value().coverage, Coverage::full);
  EXPECT_FALSE(from_text(changed({"coverage"}, "\"some\"")));
}

TEST(ResultJson, AnAcceptanceThatCannotBeReadIsAnError) {
  EXPECT_FALSE(from_text(changed({"acceptance"}, "")).value().acceptance);
  EXPECT_FALSE(from_text(changed({"acceptance"}, "null")).value().acceptance);
  const std::pair<std::vector<std::string>, std::string> wrongs[] = {
      {{"acceptance"}, "3"},
      {{"acceptance", "accepted"}, "\"yesterday\""},
      {{"acceptance", "author"}, ""},
      {{"acceptance", "reason"}, "5"},
      {{"acceptance", "despite"}, "\"load\""},
      {{"acceptance", "despite"}, "[1]"},
  };
  for (const auto& [path, json] : wrongs) {
    const auto read = from_text(changed(path, json));
    ASSERT_FALSE(read) << path.back() << " " << json;
    EXPECT_EQ(read.error().kind, ErrorKind::bad_input);
    EXPECT_NE(read.error().what.find("baseline.jsonl:5"), std::string::npos) << read.error().what;
  }
}

TEST(ResultJson, AFailedResultSaysWhy) {
  ResultRow row = sample::result();
  row.status = Status::crashed;
  row.failure = "killed by signal 11 in all 3 attempts";
  row.metrics.clear();
  row.ratio.reset();
  row.failed = 3;
  row.provenance = nullptr;
  const auto read = from_text(to_json_line(row));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->failure, row.failure);
  EXPECT_FALSE(read->ratio);
  ASSERT_NE(read->provenance, nullptr);
  EXPECT_EQ(*read->provenance, Provenance{});
}

TEST(ResultJson, ProvenanceIsSharedWhenItIsTheSame) {
  const auto first = from_text(to_json_line(sample::result())).value();
  const auto json = parse_json(to_json_line(sample::result()), source).value();
  EXPECT_EQ(result_from_json(json, source, first.provenance)->provenance, first.provenance);
  const auto other = parse_json(changed({"provenance", "commit"}, "\"f00\""), source).value();
  const auto second = result_from_json(other, source, first.provenance).value();
  EXPECT_NE(second.provenance, first.provenance);
  EXPECT_EQ((*second.provenance)[Fact::commit], "f00");
  EXPECT_EQ((*second.provenance)[Fact::host], "anvil");
}

TEST(ResultJson, ANewFactIsNotLostToSharing) {
  const auto first = from_text(to_json_line(sample::result())).value();
  const auto json = parse_json(changed({"provenance", "stepping"}, "\"7\""), source).value();
  const auto row = result_from_json(json, source, first.provenance).value();
  ASSERT_EQ(row.unknown.size(), 1U);
  EXPECT_EQ(row.unknown[0].path, (std::vector<std::string>{"provenance", "stepping"}));
}

TEST(ResultJson, WrongFieldsAreNamed) {
  struct Case {
    std::vector<std::string> path;
    const char* json;
    const char* sentence;
  };
  const Case cases[] = {
      {{"schema_version"}, "7", "schema_version is 7, this tidegate reads up to 1"},
      {{"kind"}, "\"attempt\"", "kind is 'attempt' but must be 'result'"},
      {{"kind"}, "", "kind is missing"},
      {{"run_id"}, "", "run_id is missing"},
      {{"case"}, "", "case is missing"},
      {{"platform"}, "null", "platform is null but must have a value"},
      {{"status"}, "\"\"", "status is '', which is no status"},
      {{"failure"}, "{}", "failure is an object but must be a string"},
      {{"attempts"}, "", "attempts is missing"},
      {{"failed"}, "4", "failed is 4 of only 3 attempts"},
      {{"metrics"}, "", "metrics.warm_time is missing though status is ok"},
      {{"metrics", "warm_time"}, "null", "metrics.warm_time is null but must be an object"},
      {{"metrics", "warm_time", "n"}, "0", "metrics.warm_time.n is 0"},
      {{"metrics", "warm_time", "n"}, "", "metrics.warm_time.n is missing"},
      {{"metrics", "warm_time", "unit"}, "\"ns\"", "metrics.warm_time.unit is 'ns'"},
      {{"metrics", "warm_time", "min"}, "0", "metrics.warm_time.min is 0; a time is above 0"},
      {{"metrics", "warm_time", "min"}, "-1", "metrics.warm_time.min is -1"},
      {{"metrics", "warm_time", "min"}, "null", "metrics.warm_time.min is null"},
      {{"metrics", "warm_time", "min"}, "\"fast\"", "metrics.warm_time.min is \"fast\" but must"},
      {{"metrics", "warm_time", "median"}, "0.05", "metrics.warm_time.median is 0.05, below"},
      {{"metrics", "warm_time", "mean"}, "0.05", "metrics.warm_time.mean is 0.05, below"},
      {{"metrics", "warm_time", "p95"}, "0.1", "metrics.warm_time.p95 is 0.1, below the median"},
      {{"metrics", "warm_time", "stddev"}, "-1", "metrics.warm_time.stddev is -1"},
      {{"metrics", "warm_time", "iqr"}, "-1", "metrics.warm_time.iqr is -1"},
      {{"ratio"}, "{\"vs\":\"naive\"}", "ratio.value is missing"},
      {{"ratio", "value"}, "0", "ratio.value is 0, not above 0"},
      {{"provenance", "host"}, "{}", "provenance.host is an object but must be a string or null"},
  };
  for (const Case& bad : cases) {
    const auto row = from_text(changed(bad.path, bad.json));
    ASSERT_FALSE(row) << bad.sentence;
    EXPECT_EQ(row.error().what.rfind("baseline.jsonl:5: ", 0), 0U) << row.error().what;
    EXPECT_NE(row.error().what.find(bad.sentence), std::string::npos)
        << row.error().what << "\nwanted: " << bad.sentence;
    EXPECT_FALSE(row.error().hint.empty());
  }
}

TEST(ResultJson, TheWrongKindSaysWhoWantsIt) {
  const auto attempts = from_text(to_json_line(sample::attempt()));
  ASSERT_FALSE(attempts);
  EXPECT_NE(attempts.error().hint.find("tidegate baseline accept"), std::string::npos);
  const auto json = parse_json(to_json_line(sample::result()), source).value();
  const auto results = attempt_from_json(json, source);
  ASSERT_FALSE(results);
  EXPECT_NE(results.error().hint.find("tidegate baseline show"), std::string::npos);
}

TEST(PartsJson, PointsKeepTypesAndOrder) {
  const Key key = sample::key();
  const auto point = point_from_json(point_to_json(key.point), source);
  ASSERT_TRUE(point) << point.error().what;
  EXPECT_EQ(point->axes, key.point.axes);
  EXPECT_EQ(json_line(key_to_json(key)),
            R"({"case":"semiring_matmul","point":{"n":512,"algebra":"log","density":0.25,)"
            R"("sorted":true},"provider":"kokkos","platform":"serial"})");
  EXPECT_EQ(json_line(point_to_json(Point{{{"x", 2.0}}})), R"({"x":2.0})");
  EXPECT_FALSE(point_from_json(Json("n=512"), source));
  EXPECT_FALSE(point_from_json(Json(nullptr), source));
}

}  // namespace
}  // namespace tidegate
