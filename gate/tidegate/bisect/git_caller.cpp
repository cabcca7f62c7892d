#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/bisect/git_caller.hpp>

namespace tidegate::bisect {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The words of a process, each ended by a NUL; none of a process that is gone.
std::vector<std::string> words_of(const fs::path& process) {
  const std::string text = content_of(process / "cmdline");
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\0', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// The number of the process that started this one, or empty.
std::string parent_of(const fs::path& process) {
  std::ifstream in(process / "status");
  std::string line;
  constexpr std::string_view name = "PPid:";
  while (std::getline(in, line)) {
    if (!line.starts_with(name)) continue;
    const std::size_t number = line.find_first_of("123456789", name.size());
    return number == std::string::npos ? std::string{} : line.substr(number);
  }
  return {};
}

/// What is left of words once a shell has read them, however somebody quoted them for it: one blank
/// between two, none at the ends.
template <typename Words>
std::string unquoted(const Words& words) {
  constexpr std::string_view blanks = " \t\r\n";
  constexpr std::string_view quotes = "'\"\\";
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty() && text.back() != ' ') text += ' ';
    for (const char c : word) {
      if (quotes.find(c) != std::string_view::npos) continue;
      const bool blank = blanks.find(c) != std::string_view::npos;
      if (!blank) text += c;
      if (blank && !text.empty() && text.back() != ' ') text += ' ';
    }
  }
  if (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// `git bisect run`, with options of git's before `bisect`, as a program of git's own, or, before
/// version 2.40, as the shell script of that name.
bool is_git_bisect_run(const std::vector<std::string>& words) {
  const bool script = words.size() > 1 && fs::path(words[1]).filename() == "git-bisect";
  if (words.empty() || (!script && !fs::path(words[0]).filename().string().starts_with("git"))) {
    return false;
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string name = fs::path(words[i]).filename().string();
    const bool bisect = name == "bisect" || name == "bisect--helper" || name == "git-bisect";
    if (bisect && (words[i + 1] == "run" || words[i + 1] == "--bisect-run")) return true;
  }
  return false;
}

}  // namespace

bool git_bisect_reads(std::span<char* const> words, const fs::path& root) {
  const std::string ours = unquoted(words);
  constexpr int most_ancestors = 32;  // a made-up /proc may go round in circles
  fs::path process = root / "proc/self";
  for (int i = 0; i < most_ancestors; ++i) {
    const std::string parent = parent_of(process);
    if (parent.empty()) return false;
    process = root / "proc" / parent;
    const auto theirs = words_of(process);
    if (!unquoted(theirs).ends_with(ours)) return false;
    if (is_git_bisect_run(theirs)) return true;
  }
  return false;
}

}  // namespace tidegate::bisect
