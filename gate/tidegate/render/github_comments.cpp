#include <fmt/format.h>

#include <tidegate/render/github_comments.hpp>
#include <tidegate/render/markdown.hpp>

namespace tidegate::render {
namespace {

constexpr std::size_t summary_limit = 1024UL * 1024UL;
constexpr std::size_t comment_limit = 65536;
constexpr std::size_t longest_name = 300;  // an --name, and the reference behind it

bool stays(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
         c == '_';
}

}  // namespace

std::string render_github_summary(const judge::GateReport& report) {
  return render_markdown_within(report, summary_limit);
}

std::string render_github_summary(const Several& several) {
  return render_several_within(several, summary_limit);
}

std::string comment_marker(std::string_view name) {
  std::string safe;
  for (const char c : name.substr(0, longest_name)) {
    if (stays(c)) {
      safe += c;
    } else if (safe.empty() || safe.back() != '-') {
      safe += '-';
    }
  }
  return fmt::format("<!-- tidegate:{} -->", safe);
}

std::string render_pr_comment(const judge::GateReport& report) {
  const std::string marker = comment_marker(report.name) + "\n";
  return marker + render_markdown_within(report, comment_limit - marker.size());
}

std::string render_pr_comment(const Several& several) {
  const std::string marker = comment_marker(several.name) + "\n";
  return marker + render_several_within(several, comment_limit - marker.size());
}

}  // namespace tidegate::render
