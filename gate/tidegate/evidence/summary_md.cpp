#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/evidence/case_fields.hpp>
#include <tidegate/evidence/summary_md.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/stats/quantile.hpp>

namespace tidegate::evidence {
namespace {

using render::bytes_text;
using render::count_text;
using render::markdown_code;
using render::markdown_text;
using render::seconds_text;

std::string head(const Observed& observed) {
  const Config& config = observed.config;
  const std::string commit = observed.source.commit.value_or("unknown");
  return fmt::format(
      "# Harness run {}\n\n- began {}, commit {}\n- asked for: device {}, {} {}, dtype {}, {} "
      "processes a row\n- CUDA devices here: {}\n",
      markdown_code(observed.run_id), observed.timestamp, markdown_code(commit),
      device_name(config.device), markdown_text(config.size_axis),
      markdown_text(fmt::format("{}", fmt::join(config.sizes, ", "))),
      fmt::format("{}", fmt::join(config.dtypes, ", ")), config.repeats,
      observed.devices.empty()
          ? "none" +
                (observed.no_devices.empty() ? "" : " (" + markdown_text(observed.no_devices) + ")")
          : markdown_text(fmt::format("{}", fmt::join(observed.devices, ", "))));
}

std::string output_of(const Result& result) {
  if (!result.echo) return "";
  return fmt::format("{}, {}", render::exact_text(result.echo->mean),
                     render::exact_text(result.echo->max));
}

std::string rate_of(const Result& result) {
  if (!result.work.elements) return "";
  return render::rate_text(*result.work.elements / result.warm->mean, "1/s");
}

std::string table_line(const Result& result) {
  std::string line = fmt::format("| {} |", markdown_code(result.key.text()));
  line +=
      fmt::format(" {} |", result.cold_s.empty() ? "" : seconds_text(stats::median(result.cold_s)));
  if (!result.warm)
    return line + fmt::format("  |  |  |  |  |  |  |  | {} |\n", status_name(result.status));
  const WarmSummary& warm = *result.warm;
  return line + fmt::format(" {} | {} ± {} | {} | {} | {} | {} | {} | {} | {} |\n",
                            seconds_text(warm.median), seconds_text(warm.mean),
                            seconds_text(warm.std), seconds_text(warm.min), seconds_text(warm.max),
                            count_text(result.warm_s.size()),
                            seconds_text(warm.mean / calls_of(result)), rate_of(result),
                            output_of(result), status_name(result.status));
}

std::string results_section(const Derived& derived) {
  std::string text =
      "\n## Results\n\nCold is the median of the processes' first calls, the rest is of all warm "
      "samples, per call.\n\n"
      "| Row | Cold | Warm median | Mean ± std | Min | Max | n | Per call | Elements | Output "
      "mean, max | Status |\n"
      "|:---|---:|---:|---:|---:|---:|---:|---:|---:|:---|:---|\n";
  for (const Result& result : derived.results) text += table_line(result);
  return text;
}

std::string notes_section(const Derived& derived) {
  std::string text;
  for (const Result& result : derived.results) {
    if (result.note.empty()) continue;
    text += fmt::format("- {}: {}\n", markdown_code(result.key.text()), markdown_text(result.note));
  }
  return text.empty() ? text : "\n## Notes\n\n" + text;
}

std::string absent_section(const Observed& observed, const Derived& derived) {
  std::string text;
  for (const Result& result : derived.results) {
    if (is_excused(result, observed)) text += "- " + markdown_code(result.key.text()) + "\n";
  }
  if (text.empty()) return text;
  return fmt::format("\n## Absent devices\n\nNo CUDA device is here: {}. Not run:\n\n{}",
                     markdown_text(observed.no_devices), text);
}

std::string warnings_section(const Derived& derived) {
  std::string text = "\n## Warnings\n\n";
  if (derived.warnings.empty() && derived.stderr_cut) {
    return text + "None in what was kept: a process wrote more to stderr than that.\n";
  }
  if (derived.warnings.empty()) return text + "None.\n";
  for (const Noticed& warning : derived.warnings) text += "- " + warning_line(warning) + "\n";
  return text;
}

std::string memory_line(const judge::MemoryFinding& finding) {
  const std::string row = markdown_code(finding.key.text());
  if (!finding.growth) {
    return fmt::format("| {} |  |  |  | not known: {} |\n", row, markdown_text(finding.why));
  }
  const judge::MemoryGrowth& growth = *finding.growth;
  const bool less = growth.per_construction < 0;
  return fmt::format("| {} | {} | {} | {}{} | {} |\n", row, bytes_text(growth.after_second),
                     bytes_text(growth.after_last), less ? "-" : "",
                     bytes_text(less ? -growth.per_construction : growth.per_construction),
                     growth.grew() ? "**grows**" : "steady");
}

std::string memory_section(const Derived& derived) {
  if (derived.memory.empty()) return {};
  std::string text =
      "\n## Memory between constructions\n\n"
      "| Row | After the second | After the last | A construction | "
      "|\n|:---|---:|---:|---:|:---|\n";
  for (const judge::MemoryFinding& finding : derived.memory) text += memory_line(finding);
  return text;
}

std::string files_section() {
  std::string text = "\n## Files\n\n";
  for (const Artefact& artefact : artefacts()) {
    text += fmt::format("- [{0}]({0}): {1}\n", artefact.name, artefact.what);
  }
  return text + "- [SHA256SUMS](SHA256SUMS): `sha256sum -c SHA256SUMS`\n";
}

std::string checklist_section(std::span<const ChecklistItem> items) {
  if (items.empty()) return {};
  std::string text = "\n## Checklist\n\n";
  for (const ChecklistItem& item : items) {
    const std::string_view word = item.met == Met::left_out ? " (left out)" : "";
    text += fmt::format("- [{}] {}{}: {}\n", item.met == Met::yes ? "x" : " ", item.id, word,
                        markdown_text(item.sentence));
  }
  return text;
}

}  // namespace

std::string warning_line(const Noticed& warning) {
  return fmt::format("{} {} ({})", times_text(warning, "×"), markdown_text(warning.text),
                     from_name(warning.from));
}

std::string summary_md(const Observed& observed, const Derived& derived,
                       std::span<const ChecklistItem> items) {
  return head(observed) + results_section(derived) + notes_section(derived) +
         absent_section(observed, derived) + warnings_section(derived) + memory_section(derived) +
         files_section() + checklist_section(items);
}

}  // namespace tidegate::evidence
