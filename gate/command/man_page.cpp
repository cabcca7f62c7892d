// troff with the man macros, which man-db, mandoc and GitHub read alike: see the header.
// There is no date in a page: two builds of one source must be equal.
#include "man_page.hpp"

#include <algorithm>

#include <fmt/format.h>

#ifndef TIDEGATE_VERSION
#define TIDEGATE_VERSION "unknown"
#endif

namespace tidegate::command {
namespace {

/// Text that troff leaves alone: a backslash would start an escape, a plain dash become a hyphen
/// that nobody can paste into a shell, a dot in front be a request.
std::string roff(std::string_view text) {
  std::string out;
  bool line_begins = true;
  for (const char letter : text) {
    if (line_begins && (letter == '.' || letter == '\'')) out += "\\&";
    line_begins = letter == '\n';
    switch (letter) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

std::string title(const std::string& name, std::string_view summary) {
  std::string upper = name;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char letter) {
    return static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
  });
  return fmt::format(
      ".\\\" Written by `tidegate man`.\n"
      ".TH \"{}\" 1 \"\" \"tidegate " TIDEGATE_VERSION
      "\" \"User Commands\"\n"
      ".SH NAME\n{} \\- {}\n",
      roff(upper), roff(name), roff(summary));
}

/// `--out DIR` in the font of its parts.
std::string spelled(const Flag& flag) {
  if (flag.arity == Arity::positionals) return fmt::format("\\fI{}\\fR", roff(flag.name));
  const std::string name = fmt::format("\\fB\\-\\-{}\\fR", roff(flag.name));
  if (flag.arity == Arity::no_value) return name;
  const std::string value = fmt::format("\\fI{}\\fR", roff(flag.value));
  return flag.arity == Arity::maybe ? fmt::format("{} [{}]", name, value) : name + " " + value;
}

std::string options(const Command& command) {
  std::string text = ".SH OPTIONS\n";
  for (const Flag& flag : command.flags) {
    text += fmt::format(".TP\n{}\n{}.\n", spelled(flag), roff(flag.help));
    if (!flag.words.empty()) {
      text += fmt::format(".br\nOne of: \\fB{}\\fR.\n", roff(flag.words));
    }
  }
  return text + ".TP\n\\fB\\-\\-help\\fR\nPrint the help.\n";
}

constexpr std::string_view exit_status = R"(.SH EXIT STATUS
.TP
.B 0
Nothing crossed a threshold, or what was asked for is done.
.TP
.B 1
A regression.
.TP
.B 2
Could not say: something broke, or nothing was compared.
.TP
.B 64
Wrong usage.
.TP
.B 77
First run: there is nothing to compare with yet. CTest shows a skip.
.TP
.B 130
Interrupted.
.PP
Some commands use fewer of them; their pages say which.
.SH ENVIRONMENT
.TP
.B NO_COLOR
Not empty: no colours.
.SH FILES
.TP
.I tidegate.toml
The policy, in the top folder of the source tree; \fBtidegate gate \-\-dump\-config\fR prints all of it.
.TP
.I baselines/
Committed baselines, a folder for each class of machines.
.TP
.I PERFORMANCE.md
The record of crossings, in the top folder of the source tree.
)";

}  // namespace

std::string program_page(std::span<const Command> commands) {
  std::string text = title("tidegate", "a performance-regression gate");
  text +=
      ".SH SYNOPSIS\n.B tidegate\n\\fIcommand\\fR [\\fIoption\\fR ...]\n"
      ".SH DESCRIPTION\nMeasures benchmarks, compares them with a baseline or another build in "
      "lockstep, and says which rows became slower, with evidence.\n"
      ".SH COMMANDS\n";
  std::string pages;
  for (const Command& command : commands) {
    text +=
        fmt::format(".TP\n\\fBtidegate {}\\fR\n{}.\n", roff(command.name), roff(command.summary));
    pages += fmt::format("{}\n.BR tidegate\\-{} (1)", pages.empty() ? "" : ",", roff(command.name));
  }
  text += exit_status;
  return text + ".SH SEE ALSO" + pages + "\n";
}

std::string command_page(const Command& command) {
  std::string text = title(fmt::format("tidegate-{}", command.name), command.summary);
  text += fmt::format(".SH SYNOPSIS\n.B tidegate {}\n[\\fIoption\\fR ...]", roff(command.name));
  for (const Flag& flag : command.flags) {
    if (flag.arity == Arity::positionals) text += fmt::format(" [{} ...]", spelled(flag));
  }
  text += fmt::format("\n.SH DESCRIPTION\n{}.\n", roff(command.summary));
  text += options(command);
  text += fmt::format(".SH NOTES\n.nf\n{}\n.fi\n", roff(command.epilogue));
  return text + ".SH SEE ALSO\n.BR tidegate (1)\n";
}

}  // namespace tidegate::command
