/// What a person does with a bundle: what was decided, and how a decision is recorded.
/// Decides: the words of that. Refuses to know: which decision would be right.
#include <fmt/format.h>

#include <tidegate/judge/waiver_text.hpp>
#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

std::string decided(const Decision& decision) {
  std::string out = fmt::format("- **{}** by {}, {}: {}\n", decision_name(decision.kind),
                                markdown_text(decision.author), markdown_text(decision.decided),
                                markdown_text(decision.reason));
  if (!decision.expires.empty()) {
    out += fmt::format("  - until {}\n", markdown_text(decision.expires));
  }
  if (!decision.command.empty()) {
    out += fmt::format("  - carried out by {}\n", markdown_command(decision.command));
  }
  for (const DecidedRow& row : decision.rows) {
    out +=
        fmt::format("  - {} {}\n", markdown_code(row.row), markdown_text(metric_title(row.metric)));
  }
  return out;
}

std::string decisions(const BundleInput& input) {
  std::string out = "\n## Decision\n\n";
  if (input.decisions.empty()) return out + "Nobody has decided yet.\n";
  for (const Decision& decision : input.decisions) out += decided(decision);
  if (input.decisions.size() > 1) out += "\nThe last one counts.\n";
  return out;
}

std::string waiver_forms(const BundleInput& input) {
  std::string forms;
  for (const judge::GateLine* line : crossings_of(input.report)) {
    if (!judge::may_be_waived(line->verdict)) continue;
    if (!forms.empty()) forms += "\n";
    forms += judge::waiver_form(line->key.text(), line->metric.str());
  }
  if (forms.empty()) return {};
  return "\nA waiver lets one row pass until a day, and every report names it. By hand, at the end "
         "of\ntidegate.toml:\n\n" +
         markdown_block("toml", forms);
}

}  // namespace

std::string to_decide(const BundleInput& input) {
  return decisions(input) +
         "\n## To decide\n\n"
         "Accept the new cost, take the change back, or let its rows pass until a day. Each is "
         "recorded\nbeside this page, with who decided and why:\n\n" +
         markdown_block("sh",
                        "tidegate bundle decide accept BUNDLE --reason \"...\" --rows ROWS\n"
                        "tidegate bundle decide revert BUNDLE --reason \"...\"\n"
                        "tidegate bundle decide waive BUNDLE --reason \"...\" --expires "
                        "YYYY-MM-DD") +
         waiver_forms(input) +
         "\nEvery number above, and the samples behind them, are in [bundle.json](bundle.json); "
         "this\nfolder is written again from [verdict.json](verdict.json).\n";
}

}  // namespace tidegate::render
