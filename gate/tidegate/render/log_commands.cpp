#include <algorithm>

#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/shell_quoting.hpp>

namespace tidegate::render {
namespace {

/// Whether what was written so far is the beginning of a command that a bracket would complete.
bool awaits_bracket(std::string_view text) {
  return text.ends_with("##") || text.ends_with("##vso");
}

}  // namespace

bool reads_as_workflow_command(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first != std::string_view::npos && line.substr(first, 2) == "::";
}

std::string log_line(std::string_view line) {
  return (reads_as_workflow_command(line) ? "\\" : "") + std::string{line};
}

std::string without_log_commands(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' && awaits_bracket(out)) out += '\\';
    out += c;
  }
  return out;
}

std::string command_without_log_commands(std::string_view command) {
  std::string out;
  Quoting quoting;
  for (const char c : command) {
    if (c == '[' && awaits_bracket(out)) {
      // Closed and opened again, a word of a shell goes on.
      out += quoting.open == 0 ? std::string("\\") : std::string(2, quoting.open);
    }
    quoting.pass(c);
    out += c;
  }
  return out;
}

std::string log_text(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (begin > 0) out += '\n';
    out += log_line(plain_command(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

}  // namespace tidegate::render
