#include <algorithm>

#include <tidegate/render/folded.hpp>
#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/shell_quoting.hpp>

namespace tidegate::render {
namespace {

/// Words as they stand there, quotes and all.
std::vector<std::string_view> words_of(std::string_view command) {
  std::vector<std::string_view> words;
  Quoting quoting;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= command.size(); ++i) {
    const bool ends =
        i == command.size() || (command[i] == ' ' && quoting.open == 0 && !quoting.escaped);
    if (ends) {
      if (i > begin) words.push_back(command.substr(begin, i - begin));
      begin = i + 1;
    } else {
      quoting.pass(command[i]);
    }
  }
  return words;
}

/// Whether a line that begins with this word may read as a command of a workflow: the word is one,
/// or is white space (U+00A0 parts no words) with one behind it.
bool needs_mark(std::string_view word) {
  return reads_as_workflow_command(word) || is_white_space(word);
}

/// Lays words into lines; what is left of a line decides where the next one goes.
class ShellLines {
 public:
  ShellLines(std::size_t start, std::size_t width)
      : start_(start), width_(width), column_(start), fresh_(true) {}

  void add(std::string_view word) {
    const std::size_t size = display_width(word);
    if (!fresh_ && column_ + 1 + size + ending > width_) {
      text_ += " \\\n" + std::string(start_, ' ');
      column_ = start_;
      fresh_ = true;
    }
    if (!fresh_) put(" ");
    // A shell reads `\::` as `::`.
    if (fresh_ && needs_mark(word)) put("\\");
    if (column_ + size + ending <= width_) {
      put(word);
    } else {
      add_in_pieces(word);
    }
    fresh_ = false;
  }
  std::string text() && { return std::move(text_); }

 private:
  static constexpr std::size_t ending = 2;  // ` \`, or a quote and `\`

  void put(std::string_view text) {
    text_ += text;
    column_ += display_width(text);
  }

  void add_in_pieces(std::string_view word) {
    Quoting quoting;
    while (!word.empty()) {
      const std::size_t narrow = bytes_within(word, 1);
      const std::size_t bytes = narrow > 0 ? narrow : bytes_within(word, 2);
      const std::string_view character = word.substr(0, bytes);
      const bool full = column_ + display_width(character) + ending > width_;
      if (full && !quoting.escaped) break_inside(quoting, needs_mark(word));
      for (const char c : character) quoting.pass(c);
      put(character);
      word.remove_prefix(bytes);
    }
  }

  /// Between single quotes a backslash is only itself. Where the next line would read as a command
  /// of a workflow, it begins with a quote or a backslash of its own.
  void break_inside(const Quoting& quoting, bool commands) {
    std::string_view again;
    if (quoting.open == '\'') again = "'";
    if (commands && quoting.open == '"') again = "\"";
    text_ += std::string{again} + "\\\n";
    column_ = 0;
    put(commands && quoting.open == 0 ? "\\" : again);
  }

  std::size_t start_;
  std::size_t width_;
  std::size_t column_;
  bool fresh_;  ///< no word stands in this line yet
  std::string text_;
};

/// Bytes of the first line of a text that is to be folded.
std::size_t line_end(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return text.size();
  const std::size_t most = std::max<std::size_t>(bytes_within(text, width), 1);
  const std::size_t good = text.substr(0, most).find_last_of(", ");
  const bool late = good != std::string_view::npos && 2 * (good + 1) >= most;
  return late ? good + 1 : most;
}

}  // namespace

std::vector<std::string> folded(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  do {
    const std::size_t mark = reads_as_workflow_command(text) ? 1 : 0;
    const std::string_view line = text.substr(0, line_end(text, width - mark));
    lines.push_back(log_line(line));
    text.remove_prefix(line.size());
  } while (!text.empty());
  return lines;
}

std::string shell_lines(std::string_view command, std::size_t start, std::size_t width) {
  ShellLines lines(start, width);
  for (const std::string_view word : words_of(command)) lines.add(word);
  return std::move(lines).text();
}

}  // namespace tidegate::render
