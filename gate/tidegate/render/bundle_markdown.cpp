/// The bundle for readers.
/// Decides: its sections and their order. Refuses to know: what was decided (bundle_to_decide).
#include <fmt/format.h>

#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

std::string crossings(const BundleInput& input) {
  std::string out = "\n## What crossed\n";
  const std::vector<const judge::GateLine*> lines = crossings_of(input.report);
  for (std::size_t i = 0; i < lines.size(); ++i) out += crossing_markdown(input, *lines[i], i);
  return out;
}

std::string fact_text(const FactValue& value) {
  return value ? markdown_code(*value) : std::string{"not known"};
}

std::string environment(const judge::GateReport& report) {
  std::string out = "\n## Environment difference\n\n";
  if (!report.baseline.provenance || !report.candidate.provenance) {
    return out + "Not known: one side carries no provenance.\n";
  }
  const std::vector<FactDifference> differences = environment_difference(report);
  if (differences.empty()) return out + "None: every recorded fact is the same on both sides.\n";
  out += "| Fact | Baseline | Candidate | Part of the machine class |\n|:---|:---|:---|:---|\n";
  for (const FactDifference& difference : differences) {
    out += fmt::format("| {} | {} | {} | {} |\n", markdown_text(difference.info.title),
                       fact_text(difference.baseline), fact_text(difference.candidate),
                       difference.info.match == Match::must ? "yes" : "no");
  }
  return out + "\nAll other facts are the same.\n";
}

/// `## Commits between` with how many there are, where git knows.
std::string list_heading(std::string_view title, const std::optional<std::uint64_t>& count) {
  return count ? fmt::format("\n## {} ({})\n\n", title, count_text(*count))
               : fmt::format("\n## {}\n\nNot known.\n", title);
}

std::string unlisted(const std::optional<std::uint64_t>& count, std::size_t listed,
                     std::string_view more) {
  if (!count || *count <= listed) return {};
  return fmt::format("- and {} {}\n", count_text(*count - listed), more);
}

std::string way_between(const BundleInput& input) {
  std::string out = list_heading("Commits between", input.commit_count);
  for (const BundleCommit& commit : input.commits) {
    out += fmt::format("- {} {}\n", markdown_code(commit.sha.substr(0, 12)),
                       markdown_text(commit.subject));
  }
  out += unlisted(input.commit_count, input.commits.size(), "older ones");
  out += list_heading("Files changed", input.file_count);
  for (const std::string& file : input.files) out += fmt::format("- {}\n", markdown_code(file));
  out += unlisted(input.file_count, input.files.size(), "more");
  if (!input.links.empty()) out += "\n## See also\n\n";
  for (const BundleLink& link : input.links) {
    out += fmt::format("- {}\n", markdown_link(link.title, link.target));
  }
  return out;
}

std::string head(const VerdictTable& table, const judge::GateReport& report) {
  std::string out =
      fmt::format("# Decision bundle {}\n\n{}\n\n{}\n\n", markdown_text(report.run_id),
                  markdown_text(table.sentence), bundle_note);
  for (const ReportFact& fact : table.facts) {
    out += fmt::format("- {}: {}\n", fact.label, markdown_code(fact.value));
  }
  out += fmt::format("- time of the verdict: {}\n", markdown_text(report.timestamp));
  for (const std::string& problem : table.problems) {
    out += fmt::format("- problem: {}\n", markdown_text(problem));
  }
  for (const std::string& note : table.notes) {
    out += fmt::format("- note: {}\n", markdown_text(note));
  }
  return out;
}

}  // namespace

std::string bundle_markdown(const BundleInput& input) {
  const VerdictTable table = verdict_table(input.report);
  std::string out =
      head(table, input.report) + crossings(input) + environment(input.report) + way_between(input);
  if (!table.reproduce.empty()) {
    out += "\n## Repeat it\n\n" + markdown_block("sh", table.reproduce);
  }
  return out + to_decide(input);
}

}  // namespace tidegate::render
