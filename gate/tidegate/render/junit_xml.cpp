#include <fmt/format.h>

#include <tidegate/render/junit_xml.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

enum class Result { passed, failure, error, skipped };

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
};

Result result_of(const VerdictRow& row) {
  if (row.failing) return Result::failure;
  if (row.doubtful) return Result::error;
  switch (row.verdict) {
    case judge::Verdict::unfaithful:
    case judge::Verdict::broken:
      return Result::error;
    case judge::Verdict::undecided:
    case judge::Verdict::no_baseline:
    case judge::Verdict::not_comparable:
    case judge::Verdict::dropped:
      return Result::skipped;
    default:
      return Result::passed;
  }
}

/// Lines without a test of their own stand behind one that passed: a suite of no tests looks
/// broken.
std::size_t tests_listed(const VerdictTable& table) {
  return table.rows.size() + table.problems.size() + (table.unlisted > 0 ? 1 : 0);
}

/// An error that no line shows (nothing was compared): the file must not look green.
bool lacks_error(const VerdictTable& table, const Counts& counts) {
  return table.headline == "COULD NOT SAY" && counts.errors == 0;
}

Counts counts_of(const VerdictTable& table) {
  Counts counts;
  counts.tests = tests_listed(table);
  counts.errors = table.problems.size();
  for (const VerdictRow& row : table.rows) {
    const Result result = result_of(row);
    counts.failures += result == Result::failure ? 1 : 0;
    counts.errors += result == Result::error ? 1 : 0;
    counts.skipped += result == Result::skipped ? 1 : 0;
  }
  if (lacks_error(table, counts)) {
    ++counts.tests;
    ++counts.errors;
  }
  return counts;
}

std::string attributes(const Counts& counts) {
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", counts.tests,
                     counts.failures, counts.errors, counts.skipped);
}

std::string property(std::string_view name, std::string_view value) {
  return fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", xml_text(name),
                     xml_text(value));
}

std::string properties(const VerdictTable& table) {
  std::string out = "    <properties>\n" + property("verdict", table.headline) +
                    property("coverage", table.coverage);
  for (const ReportFact& fact : table.facts) out += property(fact.label, fact.value);
  for (const std::string& note : table.notes) out += property("note", note);
  if (!table.reproduce.empty()) out += property("reproduce", table.reproduce);
  return out + "    </properties>\n";
}

/// The cells of a row as `label: value` lines.
std::string details(const VerdictRow& row) {
  std::string out;
  const auto add = [&out](std::string_view label, const std::string& value) {
    if (!value.empty()) out += fmt::format("{}: {}\n", label, value);
  };
  add("verdict", row.word);
  add("method", row.method);
  add("pairs", row.pairs);
  add("change", row.change);
  add("interval", row.interval);
  add("baseline min", row.baseline);
  add("candidate min", row.candidate);
  add("p95", row.tail);
  add("blind below", row.detectable);
  add("noise", row.noise);
  add("next", row.next_step);
  add("run", row.next_command);
  return xml_text(out);
}

std::string result_element(std::string_view element, std::string_view type,
                           std::string_view message, const std::string& text) {
  return fmt::format("      <{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n", element, xml_text(type),
                     xml_text(message), text);
}

std::string outcome_of(const VerdictRow& row) {
  const std::string message = row.reason.empty() ? row.word : row.word + ": " + row.reason;
  switch (result_of(row)) {
    case Result::failure:
      return result_element("failure", row.word, message, details(row));
    case Result::error:
      return result_element("error", row.word, message, details(row));
    case Result::skipped:
      return fmt::format("      <skipped message=\"{}\"/>\n", xml_text(message)) +
             fmt::format("      <system-out>{}</system-out>\n", details(row));
    case Result::passed:
      break;
  }
  return fmt::format("      <system-out>{}</system-out>\n", details(row));
}

std::string test_case(std::string_view class_name, std::string_view name,
                      const std::string& outcome, const SourcePlace& source = {}) {
  const std::string place = source.known() ? fmt::format(" file=\"{}\" line=\"{}\"",
                                                         xml_text(source.file.str()), source.line)
                                           : std::string{};
  return fmt::format("    <testcase classname=\"{}\" name=\"{}\"{}>\n{}    </testcase>\n",
                     xml_text(class_name), xml_text(name), place, outcome);
}

/// What a program may want of a row without reading its text.
std::string properties(const VerdictRow& row) {
  std::string out = "      <properties>\n";
  const auto add = [&out](std::string_view name, const std::string& value) {
    if (!value.empty()) out += "  " + property(name, value);
  };
  add("verdict", row.word);
  add("method", row.method);
  add("waived", row.waived);
  add("next_command", row.next_command);
  return out + "      </properties>\n";
}

std::string test_cases(const VerdictTable& table, const Counts& counts) {
  std::string out;
  for (std::size_t i = 0; i < table.problems.size(); ++i) {
    out += test_case("tidegate", fmt::format("problem {}", i + 1),
                     result_element("error", "problem", table.problems[i], ""));
  }
  const bool shown = counts.tests == tests_listed(table);
  if (!shown) {
    out += test_case("tidegate", "verdict", result_element("error", "verdict", table.sentence, ""));
  }
  if (table.unlisted > 0) {
    out += test_case("tidegate", "lines that are the same",
                     fmt::format("      <system-out>{} not listed</system-out>\n",
                                 counted(table.unlisted, "line")));
  }
  for (const VerdictRow& row : table.rows) {
    out += test_case(row.case_name, row.variant + " " + row.metric,
                     properties(row) + outcome_of(row), row.source);
  }
  return out;
}

/// JUnit's schema knows local times without a zone only.
std::string without_zone(std::string time) {
  if (!time.empty() && time.back() == 'Z') time.pop_back();
  return time;
}

}  // namespace

std::string render_junit(const judge::GateReport& report) {
  const VerdictTable table = verdict_table(report);
  const Counts counts = counts_of(table);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites name=\"tidegate\" {}>\n", attributes(counts));
  out += fmt::format("  <testsuite name=\"tidegate\" {} timestamp=\"{}\">\n", attributes(counts),
                     xml_text(without_zone(report.timestamp)));
  out += properties(table) + test_cases(table, counts);
  out += fmt::format("    <system-out>{}</system-out>\n", xml_text(table.sentence));
  return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace tidegate::render
