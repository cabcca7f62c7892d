#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/run/cmake_text.hpp>

namespace tidegate::run {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ';'; }

bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  /// Up to the next call; nothing at the end.
  std::optional<CMakeCall> call() {
    while (skip_to_word()) {
      CMakeCall call{word(), {}};
      skip_blanks();
      if (!take('(')) continue;  // a word of something else
      if (!arguments(call.arguments)) return std::nullopt;
      return call;
    }
    return std::nullopt;
  }

 private:
  bool ended() const { return text_.empty(); }
  bool take(char c) {
    if (ended() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  std::string_view take_until(std::size_t end) {
    const std::string_view taken = text_.substr(0, end);
    text_.remove_prefix(taken.size());
    return taken;
  }
  void skip_blanks() {
    while (!ended() && is_blank(text_.front())) text_.remove_prefix(1);
  }

  /// `[==[ ... ]==]`: what stands in it, without a first newline; nothing where none begins here.
  std::optional<std::string> bracket() {
    std::size_t level = 1;
    while (level < text_.size() && text_[level] == '=') ++level;
    if (ended() || text_.front() != '[' || level >= text_.size() || text_[level] != '[') return {};
    const std::string end = "]" + std::string(level - 1, '=') + "]";
    const std::size_t close = text_.find(end, level + 1);
    if (close == std::string_view::npos) return {};
    std::string inside{text_.substr(level + 1, close - level - 1)};
    text_.remove_prefix(close + end.size());
    if (inside.starts_with('\n')) inside.erase(0, 1);
    return inside;
  }

  void comment() {
    if (!bracket()) take_until(text_.find('\n'));
  }

  bool skip_to_word() {
    while (!ended() && !in_name(text_.front())) {
      if (take('#')) {
        comment();
      } else {
        text_.remove_prefix(1);
      }
    }
    return !ended();
  }

  std::string word() {
    const auto* const end = std::find_if_not(text_.begin(), text_.end(), in_name);
    std::string name{take_until(static_cast<std::size_t>(end - text_.begin()))};
    for (char& c : name) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
  }

  /// Behind its first quote; nothing where no second one comes.
  std::optional<std::string> quoted() {
    std::string inside;
    while (!ended() && text_.front() != '"') {
      if (text_.front() == '\\' && text_.size() > 1) inside += take_until(1);
      inside += take_until(1);
    }
    if (!take('"')) return std::nullopt;
    return inside;
  }

  std::string unquoted() {
    std::string inside;
    while (!ended() && !is_blank(text_.front()) && text_.front() != '(' && text_.front() != ')' &&
           text_.front() != '#' && text_.front() != '"') {
      if (text_.front() == '\\' && text_.size() > 1) inside += take_until(1);
      inside += take_until(1);
    }
    return inside;
  }

  /// To the closing bracket of the call; false where it never comes.
  bool arguments(std::vector<std::string>& all) {
    for (std::size_t depth = 1; depth > 0;) {
      skip_blanks();
      if (ended()) return false;
      if (take('#')) {
        comment();
      } else if (take('(')) {
        ++depth;
      } else if (take(')')) {
        --depth;
      } else if (take('"')) {
        auto argument = quoted();
        if (!argument) return false;
        all.push_back(std::move(*argument));
      } else if (auto argument = bracket()) {
        all.push_back(std::move(*argument));
      } else {
        all.push_back(unquoted());
      }
    }
    return true;
  }

  std::string_view text_;
};

/// What the cache has of an option's default: any other word than these is OFF.
std::string switch_text(std::string word) {
  if (word.find('$') != std::string::npos) return word;
  for (char& c : word) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const bool on = word == "1" || word == "ON" || word == "YES" || word == "TRUE" || word == "Y";
  return on ? "ON" : "OFF";
}

std::optional<CMakeDefault> default_of(const CMakeCall& call) {
  const auto& words = call.arguments;
  if (call.name == "option" && words.size() >= 2) {
    return CMakeDefault{words[0], switch_text(words.size() > 2 ? words[2] : "OFF"), false};
  }
  if (call.name != "set" || words.empty()) return std::nullopt;
  const auto cache = std::find(words.begin() + 1, words.end(), "CACHE");
  if (cache == words.end()) return std::nullopt;
  return CMakeDefault{words[0], fmt::format("{}", fmt::join(words.begin() + 1, cache, ";")),
                      words.back() == "FORCE"};
}

}  // namespace

std::vector<CMakeCall> cmake_calls(std::string_view text) {
  std::vector<CMakeCall> calls;
  Reader reader(text);
  while (auto call = reader.call()) calls.push_back(std::move(*call));
  return calls;
}

std::vector<CMakeDefault> cmake_defaults(std::string_view text) {
  std::vector<CMakeDefault> defaults;
  for (const CMakeCall& call : cmake_calls(text)) {
    auto found = default_of(call);
    if (!found || found->name.find('$') != std::string::npos) continue;
    defaults.push_back(std::move(*found));
  }
  return defaults;
}

}  // namespace tidegate::run
