/// What several references together say: one page over the folders of each.
/// Decides: the words of that page and where it lies.
/// Refuses to know: how a verdict was reached.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/exit_code.hpp>

namespace tidegate::command {

/// What one reference said.
struct AgainstOne {
  std::string reference;  ///< as it was named: `parent`, `v1.2`
  std::string folder;     ///< of its reports, below --out
  ExitCode code = ExitCode::ok;
  std::string sentence;  ///< `PASS: 1 same; compared 1 of 1.`, or why there is no verdict
};

/// A line for each reference, and where one passed that another did not, what that means. For
/// people at a terminal; ends with a line break.
std::string references_text(const std::vector<AgainstOne>& all);

/// The same as Markdown, with a link to the report of each.
std::string references_markdown(const std::vector<AgainstOne>& all);

/// Where the page lies: report.md of `out`.
std::filesystem::path references_page(const std::filesystem::path& out);

}  // namespace tidegate::command
