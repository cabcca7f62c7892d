#include <algorithm>
#include <array>

#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/shell_quoting.hpp>

namespace tidegate::render {
namespace {

/// What .NET calls white space (char.IsWhiteSpace): the runner trims all of it before it looks.
constexpr std::array<std::string_view, 25> white_space{
    " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085", "\u00A0", "\u1680",
    "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
    "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};

std::string_view without_white_space(std::string_view text) {
  const auto leads = [&text](std::string_view blank) { return text.starts_with(blank); };
  for (;;) {
    const auto* const blank = std::find_if(white_space.begin(), white_space.end(), leads);
    if (blank == white_space.end()) return text;
    text.remove_prefix(blank->size());
  }
}

/// Whether what was written so far is the beginning of a command that a bracket would complete.
bool awaits_bracket(std::string_view text) {
  return text.ends_with("##") || text.ends_with("##vso");
}

}  // namespace

bool reads_as_workflow_command(std::string_view line) {
  return without_white_space(line).starts_with("::");
}

bool is_white_space(std::string_view text) { return without_white_space(text).empty(); }

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
