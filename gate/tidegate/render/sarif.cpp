#include <array>

#include <fmt/format.h>

#include <tidegate/render/attention.hpp>
#include <tidegate/render/github_comments.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/sarif.hpp>
#include <tidegate/render/verdict_table.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {
namespace {

using judge::Verdict;

constexpr std::size_t most_results = 25000;

struct Rule {
  Verdict verdict;
  std::string_view name;
  std::string_view sentence;
};

constexpr std::array rules{
    Rule{Verdict::slower, "Slower", "The operation became slower than its limit allows."},
    Rule{Verdict::shape_changed, "ShapeChanged",
         "The slowest samples became slower, while the fast ones stayed."},
    Rule{Verdict::broken, "Broken", "The measurement failed, or the row is missing."},
    Rule{Verdict::unfaithful, "Unfaithful", "The timed result is wrong or could not be checked."},
    Rule{Verdict::suspicious, "Suspicious",
         "So much faster that the work may be missing, and nothing else shows that it is not."},
    Rule{Verdict::undecided, "Undecided", "The data cannot say within the budget."},
    Rule{Verdict::not_comparable, "NotComparable",
         "A baseline exists, but of another machine class."},
    Rule{Verdict::dropped, "Dropped", "In the baseline, and no longer measured."},
};

/// The place of the verdict's rule; every verdict that attention_of() does not pass over has one.
std::size_t rule_of(Verdict verdict) {
  std::size_t i = 0;
  while (i + 1 < rules.size() && rules.at(i).verdict != verdict) ++i;
  return i;
}

Json text_json(std::string_view text) { return Json(boost::json::string_view(text)); }

JsonObject message(std::string_view text) { return {{"text", text_json(text)}}; }

/// A path as a URI reference: every byte that could mean something else is percent-coded.
std::string uri_of(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

bool is_told(const VerdictRow& row) { return attention_of(row) != Attention::none; }

std::string_view level_of(const VerdictRow& row) {
  switch (attention_of(row)) {
    case Attention::error:
      return "error";
    case Attention::warning:
      return "warning";
    case Attention::waived:
    case Attention::none:
      break;
  }
  return "note";
}

std::string sentence_of(const VerdictRow& row) {
  std::string text = fmt::format("{} {}: {}", row.key, row.metric, row.word);
  if (!row.change.empty()) text += ", " + row.change;
  if (!row.interval.empty()) text += " " + row.interval;
  text += ". " + row.reason;
  if (!row.next_step.empty()) text += "\nNext: " + row.next_step;
  if (!row.next_command.empty()) text += "\nRun: " + row.next_command;
  return text;
}

JsonObject location_of(const VerdictRow& row) {
  JsonObject file{{"uri", text_json(uri_of(row.source.file.str()))}, {"uriBaseId", "%SRCROOT%"}};
  JsonObject place{{"artifactLocation", std::move(file)},
                   {"region", JsonObject{{"startLine", row.source.line}}}};
  JsonObject name{{"fullyQualifiedName", text_json(row.key)}};
  return {{"physicalLocation", std::move(place)}, {"logicalLocations", JsonArray{std::move(name)}}};
}

JsonObject properties_of(const VerdictRow& row) {
  JsonObject bag;
  const auto add = [&bag](std::string_view name, const std::string& value) {
    if (!value.empty()) bag.emplace(name, text_json(value));
  };
  add("metric", row.metric);
  add("method", row.method);
  add("pairs", row.pairs);
  add("change", row.change);
  add("interval", row.interval);
  add("baselineMin", row.baseline);
  add("candidateMin", row.candidate);
  add("p95", row.tail);
  add("blindBelow", row.detectable);
  return bag;
}

JsonObject result_of(const VerdictRow& row) {
  JsonObject result;
  result["ruleId"] = text_json(row.word);
  result["ruleIndex"] = rule_of(row.verdict);
  result["level"] = text_json(level_of(row));
  result["message"] = message(sentence_of(row));
  result["locations"] = JsonArray{location_of(row)};
  // The line number moves with every edit above it; the row's name does not.
  result["partialFingerprints"] = {{"tidegateRow/v1", text_json(row.key + " " + row.metric)}};
  if (!row.waived.empty()) {
    JsonObject waiver{{"kind", "external"}, {"justification", text_json(row.waived)}};
    result["suppressions"] = JsonArray{std::move(waiver)};
  }
  result["properties"] = properties_of(row);
  return result;
}

JsonObject notification(std::string_view level, std::string_view text) {
  return {{"level", text_json(level)}, {"message", message(text)}};
}

JsonArray rules_json() {
  JsonArray out;
  for (const Rule& rule : rules) {
    JsonObject descriptor;
    descriptor["id"] = text_json(judge::verdict_name(rule.verdict));
    descriptor["name"] = text_json(rule.name);
    descriptor["shortDescription"] = message(rule.sentence);
    descriptor["help"] = message(judge::next_step(rule.verdict));
    descriptor["properties"] = {{"tags", JsonArray{"performance"}}};
    out.emplace_back(std::move(descriptor));
  }
  return out;
}

/// Results, and notifications for what cannot be one.
struct Findings {
  JsonArray results;
  JsonArray notifications;
};

Findings findings_of(const VerdictTable& table) {
  Findings found;
  for (const std::string& problem : table.problems) {
    found.notifications.emplace_back(notification("error", problem));
  }
  std::size_t beyond = 0;
  for (const VerdictRow& row : table.rows) {
    if (!is_told(row)) continue;
    if (!row.source.known()) {
      found.notifications.emplace_back(notification(level_of(row), sentence_of(row)));
    } else if (found.results.size() < most_results) {
      found.results.emplace_back(result_of(row));
    } else {
      ++beyond;
    }
  }
  if (beyond > 0) {
    found.notifications.emplace_back(notification(
        "warning", fmt::format("{} beyond the {} that code scanning takes; verdict.json has all.",
                               counted(beyond, "result"), count_text(most_results))));
  }
  return found;
}

JsonObject invocation_of(const judge::GateReport& report, JsonArray notifications) {
  JsonObject invocation;
  // The tool ran to its end whatever it found; `exitCode` says what.
  invocation["executionSuccessful"] = true;
  invocation["exitCode"] = static_cast<int>(judge::exit_code(report));
  if (!report.timestamp.empty()) invocation["endTimeUtc"] = text_json(report.timestamp);
  if (!report.reproduce.empty()) invocation["commandLine"] = text_json(report.reproduce);
  invocation["toolExecutionNotifications"] = std::move(notifications);
  return invocation;
}

/// The name as the marker of a comment spells it: two suites of one commit do not replace each
/// other.
std::string category_of(const judge::GateReport& report) {
  const std::string marker = comment_marker(report.name);
  const std::size_t colon = marker.find(':');
  return fmt::format("tidegate/{}/", marker.substr(colon + 1, marker.rfind(' ') - colon - 1));
}

}  // namespace

std::string render_sarif(const judge::GateReport& report) {
  const VerdictTable table = verdict_table(report);
  Findings found = findings_of(table);
  JsonObject driver{{"name", "tidegate"}, {"rules", rules_json()}};
  JsonObject run;
  run["tool"] = {{"driver", std::move(driver)}};
  run["automationDetails"] = {{"id", text_json(category_of(report))},
                              {"description", message(table.sentence)}};
  run["invocations"] = JsonArray{invocation_of(report, std::move(found.notifications))};
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(found.results);
  JsonObject log;
  log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  log["version"] = "2.1.0";
  log["runs"] = JsonArray{std::move(run)};
  return json_pretty(log);
}

}  // namespace tidegate::render
