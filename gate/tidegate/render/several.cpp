#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <tidegate/render/markdown.hpp>
#include <tidegate/render/markdown_sections.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/several.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

constexpr std::size_t least_room = 4096;   // what render_markdown_within() asks for
constexpr std::size_t longest_name = 300;  // more than a gate's name, and the reference behind it
constexpr std::size_t longest_link = 1024;

struct Outcomes {
  ExitCode code;
  std::string_view words;
};

/// From the worst to the best, which is the order of the gates as well.
constexpr std::array outcomes{
    Outcomes{ExitCode::regression, "found a regression"},
    Outcomes{ExitCode::cannot_say, "could not say"},
    Outcomes{ExitCode::first_run, "had nothing to compare with"},
    Outcomes{ExitCode::ok, "passed"},
};

std::size_t count_of(const Several& several, ExitCode code) {
  return static_cast<std::size_t>(std::count_if(
      several.reports.begin(), several.reports.end(),
      [code](const judge::GateReport& report) { return judge::exit_code(report) == code; }));
}

std::size_t place_of(const judge::GateReport& report) {
  const ExitCode code = judge::exit_code(report);
  const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                  [code](const Outcomes& one) { return one.code == code; });
  return static_cast<std::size_t>(found - outcomes.begin());
}

/// Untrusted text of any length, as a part of a heading.
std::string name_text(const std::string& name) {
  return markdown_text(plain_line(name).substr(0, longest_name));
}

Section problems_of(const Several& several) {
  Section section;
  section.singular = "problem";
  section.head = "### Problems\n\n";
  for (const std::string& problem : several.problems) {
    section.items.push_back(fmt::format("- {}\n", markdown_text(problem)));
  }
  section.tail = "\n";
  section.rank = 0;
  return section;
}

Section overview_of(const std::vector<const judge::GateReport*>& reports) {
  Section section;
  section.singular = "gate";
  section.head = "| Gate | Verdict |\n|:---|:---|\n";
  for (const judge::GateReport* report : reports) {
    section.items.push_back(fmt::format("| {} | {} |\n", markdown_code(report->name),
                                        markdown_text(verdict_table(*report).sentence)));
  }
  section.tail = "\n";
  section.rank = 1;
  return section;
}

std::string head_of(const Several& several, const std::vector<const judge::GateReport*>& reports,
                    std::size_t most) {
  std::vector<Section> sections{problems_of(several), overview_of(reports)};
  show_what_fits(sections, most);
  std::string text = fmt::format("# {}: {}\n\n{}\n\n", name_text(several.name),
                                 headline(exit_code(several)), sentence_of(several)) +
                     text_of(sections);
  const std::string missing = left_out(sections);
  if (!missing.empty()) text += fmt::format("Left out here: {}.\n\n", missing);
  if (!several.link.empty() && several.link.size() <= longest_link) {
    text += markdown_link("All reports, samples and decision bundles", several.link) + "\n\n";
  }
  return text;
}

/// How many of these, from `first` on, ask for attention: room is kept for them.
std::size_t loud(const std::vector<const judge::GateReport*>& reports, std::size_t first) {
  return static_cast<std::size_t>(std::count_if(
      reports.begin() + static_cast<std::ptrdiff_t>(first), reports.end(),
      [](const judge::GateReport* report) { return judge::exit_code(*report) != ExitCode::ok; }));
}

}  // namespace

std::vector<const judge::GateReport*> worst_first(std::span<const judge::GateReport> reports) {
  std::vector<const judge::GateReport*> order;
  order.reserve(reports.size());
  for (const judge::GateReport& report : reports) order.push_back(&report);
  std::stable_sort(order.begin(), order.end(),
                   [](const judge::GateReport* a, const judge::GateReport* b) {
                     return place_of(*a) < place_of(*b);
                   });
  return order;
}

ExitCode exit_code(const Several& several) {
  if (count_of(several, ExitCode::regression) > 0) return ExitCode::regression;
  const bool silent = several.reports.empty() || !several.problems.empty();
  if (silent || count_of(several, ExitCode::cannot_say) > 0) return ExitCode::cannot_say;
  return count_of(several, ExitCode::ok) > 0 ? ExitCode::ok : ExitCode::first_run;
}

std::string sentence_of(const Several& several) {
  const std::string word{headline(exit_code(several))};
  if (several.reports.empty()) return word + ": no gate left a verdict.";
  std::string counts;
  for (const Outcomes& one : outcomes) {
    const std::size_t count = count_of(several, one.code);
    if (count == 0) continue;
    counts += fmt::format("{}{} {}", counts.empty() ? " " : ", ", count_text(count), one.words);
  }
  return fmt::format("{}: of {}{}.", word, counted(several.reports.size(), "gate"), counts);
}

std::string render_several_within(const Several& several, std::size_t most) {
  const auto reports = worst_first(several.reports);
  constexpr std::size_t closing_room = 512;
  std::string text = head_of(several, reports, most / 4);
  std::size_t missing = 0;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const std::size_t left = most - std::min(most, text.size() + closing_room);
    if (left < least_room) {
      ++missing;
      continue;
    }
    const std::size_t kept = std::min(loud(reports, i + 1) * least_room, left / 2);
    const std::size_t room = left - kept < least_room ? left : left - kept;
    text += render_markdown_within(*reports[i], room, name_text(reports[i]->name)) + "\n";
  }
  if (missing > 0) {
    text += fmt::format("**Cut to fit {} bytes.** The reports of {} are not shown here.\n",
                        count_text(most), counted(missing, "gate"));
  }
  return text;
}

}  // namespace tidegate::render
