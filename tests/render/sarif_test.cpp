#include <set>

#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/render/sarif.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string text_at(const JsonObject& object, std::string_view name) {
  const Json* value = object.if_contains(name);
  EXPECT_TRUE(value != nullptr && value->is_string()) << name;
  if (value == nullptr || !value->is_string()) return {};
  return std::string{value->get_string()};
}

void expect_message(const JsonObject& holder, std::string_view name) {
  ASSERT_TRUE(holder.contains(name)) << name;
  EXPECT_NE(text_at(holder.at(name).as_object(), "text"), "");
}

/// Section 3.27.10, and GitHub takes no others.
void expect_level(const JsonObject& object) {
  const std::set<std::string> levels{"none", "note", "warning", "error"};
  EXPECT_EQ(levels.count(text_at(object, "level")), 1U);
}

/// A relative reference (RFC 3986): no scheme, no root, nothing that had to be coded.
void expect_relative_uri(const std::string& uri) {
  EXPECT_FALSE(uri.empty());
  EXPECT_NE(uri.front(), '/');
  EXPECT_EQ(uri.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "-._~/%"),
            std::string::npos)
      << uri;
}

/// Section 3.27: what a result must have, and what GitHub asks for beyond it.
void expect_result(const JsonObject& result, const JsonArray& rules) {
  expect_message(result, "message");
  expect_level(result);
  const std::size_t index = result.at("ruleIndex").to_number<std::size_t>();
  ASSERT_LT(index, rules.size());
  EXPECT_EQ(text_at(rules.at(index).as_object(), "id"), text_at(result, "ruleId"));
  ASSERT_EQ(result.at("locations").as_array().size(), 1U);
  const JsonObject& place =
      result.at("locations").as_array().at(0).as_object().at("physicalLocation").as_object();
  expect_relative_uri(text_at(place.at("artifactLocation").as_object(), "uri"));
  EXPECT_GE(place.at("region").as_object().at("startLine").to_number<int>(), 1);
  for (const auto& print : result.at("partialFingerprints").as_object()) {
    EXPECT_TRUE(print.value().is_string());
  }
}

/// The log of a report, after every rule of the format that it could break was held against it.
JsonObject run_of(const judge::GateReport& report) {
  const auto json = parse_json(render_sarif(report), {"report.sarif", 1});
  if (!json) {
    ADD_FAILURE() << json.error().what;
    return {};
  }
  const JsonObject& log = json->as_object();
  EXPECT_EQ(text_at(log, "version"), "2.1.0");
  EXPECT_EQ(log.at("runs").as_array().size(), 1U);
  const JsonObject& run = log.at("runs").as_array().at(0).as_object();
  const JsonObject& driver = run.at("tool").as_object().at("driver").as_object();
  EXPECT_EQ(text_at(driver, "name"), "tidegate");
  const JsonArray& rules = driver.at("rules").as_array();
  std::set<std::string> ids;
  for (const Json& rule : rules) {
    EXPECT_TRUE(ids.insert(text_at(rule.as_object(), "id")).second) << "ids of rules are unique";
    expect_message(rule.as_object(), "shortDescription");
    expect_message(rule.as_object(), "help");
  }
  for (const Json& result : run.at("results").as_array()) expect_result(result.as_object(), rules);
  const JsonObject& invocation = run.at("invocations").as_array().at(0).as_object();
  EXPECT_TRUE(invocation.at("executionSuccessful").as_bool());
  for (const Json& told : invocation.at("toolExecutionNotifications").as_array()) {
    expect_level(told.as_object());
    expect_message(told.as_object(), "message");
  }
  return run;
}

const JsonArray& notifications_of(const JsonObject& run) {
  const JsonObject& invocation = run.at("invocations").as_array().at(0).as_object();
  return invocation.at("toolExecutionNotifications").as_array();
}

TEST(Sarif, KeepsTheRulesOfTheFormat) {
  const JsonObject run = run_of(fakes::every_verdict());
  std::vector<std::string> found;
  for (const Json& result : run.at("results").as_array()) {
    found.push_back(text_at(result.as_object(), "ruleId") + " " +
                    text_at(result.as_object(), "level"));
  }
  EXPECT_THAT(found,
              testing::ElementsAre("slower error", "shape_changed error", "undecided warning"));
  EXPECT_EQ(run.at("invocations").as_array().at(0).as_object().at("exitCode").to_number<int>(), 1);
}

TEST(Sarif, WhatHasNoPlaceIsANotification) {
  // GitHub refuses the whole file for one result without a location.
  const JsonObject run = run_of(fakes::every_verdict());
  std::string all;
  for (const Json& told : notifications_of(run)) {
    all += text_at(told.as_object(), "level") + ": " +
           text_at(told.as_object().at("message").as_object(), "text") + "\n";
  }
  EXPECT_THAT(all, AllOf(HasSubstr("error: An expected row is missing"),
                         HasSubstr("error: hash_lookup[-] naive/serial warm time: slower, +14.2 %"),
                         HasSubstr("warning: old_case[-] naive/serial warm time: dropped")));
}

TEST(Sarif, AWaivedRowIsSuppressedWithItsReason) {
  judge::GateReport report = fakes::empty_report();
  report.lines = {fakes::slower_line()};
  report.lines[0].waived = "waived until 2027-01-31: known";
  const JsonObject run = run_of(report);
  const JsonObject& result = run.at("results").as_array().at(0).as_object();
  EXPECT_EQ(text_at(result, "level"), "note");
  const JsonObject& waiver = result.at("suppressions").as_array().at(0).as_object();
  EXPECT_EQ(text_at(waiver, "kind"), "external");
  EXPECT_EQ(text_at(waiver, "justification"), "waived until 2027-01-31: known");
}

TEST(Sarif, NoWaiverIsLeftOut) {
  judge::GateReport report = fakes::empty_report();
  report.lines = {fakes::undecided_line(), fakes::undecided_line()};
  report.lines[1].verdict = judge::Verdict::suspicious;
  for (judge::GateLine& line : report.lines) line.waived = "waived until 2027-01-31: known";
  const JsonObject run = run_of(report);
  ASSERT_EQ(run.at("results").as_array().size(), 2U);
  for (const Json& result : run.at("results").as_array()) {
    EXPECT_EQ(text_at(result.as_object(), "level"), "note");
    EXPECT_TRUE(result.as_object().contains("suppressions"));
  }
}

TEST(Sarif, APassHasNoResults) {
  const JsonObject run = run_of(fakes::passing_report());
  EXPECT_TRUE(run.at("results").as_array().empty()) << "an empty array, which must be there";
  EXPECT_TRUE(notifications_of(run).empty());
}

TEST(Sarif, HostileNamesStayText) {
  judge::GateReport report = fakes::empty_report();
  report.lines = {fakes::slower_line()};
  report.name = "a\"/../<b>";
  report.lines[0].key.case_name = "\"}],\x1b[2J\n\xff<script>";
  report.lines[0].source = SourcePlace{"http://x y/\"\\?#.cpp", 3};
  const JsonObject run = run_of(report);
  EXPECT_EQ(text_at(run.at("automationDetails").as_object(), "id"), "tidegate/a-..-b-/");
}

TEST(Sarif, MoreResultsThanGithubTakesAreCountedInstead) {
  judge::GateReport report = fakes::empty_report();
  judge::GateLine line = fakes::slower_line();
  line.baseline_samples.clear();
  line.candidate_samples.clear();
  report.lines.assign(25002, line);
  const auto json = parse_json(render_sarif(report), {"report.sarif", 1});
  ASSERT_TRUE(json) << json.error().what;
  const JsonObject& run = json->as_object().at("runs").as_array().at(0).as_object();
  EXPECT_EQ(run.at("results").as_array().size(), 25000U);
  const JsonObject& told = notifications_of(run).at(0).as_object();
  EXPECT_THAT(text_at(told.at("message").as_object(), "text"), HasSubstr("2 results beyond"));
}

}  // namespace
}  // namespace tidegate::render
