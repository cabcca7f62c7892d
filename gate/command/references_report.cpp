#include "references_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>

namespace tidegate::command {
namespace {

std::string list_of(const std::vector<AgainstOne>& all, ExitCode code) {
  std::string names;
  for (const AgainstOne& one : all) {
    if (one.code == code) names += (names.empty() ? "" : " and ") + one.reference;
  }
  return names;
}

/// What two different answers mean together; empty where they are alike or one of them is no
/// answer.
std::string together(const std::vector<AgainstOne>& all) {
  const std::string slower = list_of(all, ExitCode::regression);
  const std::string as_fast = list_of(all, ExitCode::ok);
  if (slower.empty() || as_fast.empty()) return {};
  return fmt::format("Slower against {} and not against {}: what did it lies between them.", slower,
                     as_fast);
}

}  // namespace

std::string references_text(const std::vector<AgainstOne>& all) {
  std::size_t width = 0;
  for (const AgainstOne& one : all) width = std::max(width, one.reference.size());
  std::string text = fmt::format("\n== against {} references ==\n", all.size());
  for (const AgainstOne& one : all) {
    text += fmt::format("  {:<{}}  {}\n", one.reference, width, render::plain_line(one.sentence));
  }
  if (const std::string meaning = together(all); !meaning.empty()) text += meaning + "\n";
  return text;
}

std::string references_markdown(const std::vector<AgainstOne>& all) {
  std::string text = fmt::format("# tidegate: {} references\n\n", all.size());
  text += "| Against | Verdict | Report |\n|:---|:---|:---|\n";
  for (const AgainstOne& one : all) {
    text += fmt::format("| {} | {} | {} |\n", render::markdown_code(one.reference),
                        render::markdown_text(one.sentence),
                        render::markdown_link(one.folder, one.folder + "/report.md"));
  }
  if (const std::string meaning = together(all); !meaning.empty()) {
    text += "\n" + render::markdown_text(meaning) + "\n";
  }
  return text;
}

std::filesystem::path references_page(const std::filesystem::path& out) {
  return out / "report.md";
}

}  // namespace tidegate::command
