#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include <tidegate/run/release_tag.hpp>

namespace tidegate::run {
namespace {

/// ASCII only: tags are no texts of a locale.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// `v1`, or `1` at the start of the tag, or `1.2`, or `1_2`: a lone number in a name (`day-7`) is
/// no version.
bool begins_version(std::string_view tag, std::size_t at) {
  constexpr std::string_view parting = "-_/";
  if (at > 0 && parting.find(tag[at - 1]) == std::string_view::npos) return false;
  const bool marked = tag[at] == 'v';
  std::size_t digit = marked ? at + 1 : at;
  if (digit >= tag.size() || !is_digit(tag[digit])) return false;
  if (marked || at == 0) return true;
  while (digit < tag.size() && is_digit(tag[digit])) ++digit;
  return digit + 1 < tag.size() && (tag[digit] == '.' || tag[digit] == '_') &&
         is_digit(tag[digit + 1]);
}

/// Whether `is_asked` says yes to a word of letters: `(text, begin, end)`.
template <typename Question>
bool any_word(std::string_view text, Question is_asked) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    std::size_t end = begin;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end > begin && is_asked(text, begin, end)) return true;
    begin = end;
  }
  return false;
}

/// A mark that moves with time, wherever it stands: `nightly-2026.11.20`.
bool is_mark(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  return word == "nightly" || word == "snapshot";
}

bool is_pre_release(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::array<std::string_view, 12> words{
      "rc",  "alpha", "beta",        "pre",    "preview", "prerelease",
      "dev", "devel", "development", "canary", "next",    "milestone"};
  const std::string_view word = text.substr(begin, end - begin);
  if (word == "a" || word == "b" || word == "m") {  // 1.0a1, 1.0-b.2, 2.0-M1
    const bool parted = begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == '-' ||
                                      text[begin - 1] == '.');
    const std::size_t number = end < text.size() && text[end] == '.' ? end + 1 : end;
    return parted && number < text.size() && is_digit(text[number]);
  }
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool names_release(std::string_view tag) {
  const std::string name = lower(tag);
  if (any_word(name, is_mark)) return false;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (begins_version(name, at))
      return !any_word(std::string_view{name}.substr(at), is_pre_release);
  }
  return false;
}

}  // namespace tidegate::run
