#include <algorithm>
#include <cctype>
#include <sstream>
#include <string>

#include <tidegate/row/build_kind.hpp>

namespace tidegate {
namespace {

std::string told(const FactValue& fact) {
  std::string text = fact.value_or("");
  return text == absent_fact ? "" : text;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// The last -O of a command line is the one that counts; empty without any.
std::string optimisation(const std::string& flags) {
  std::istringstream words(flags);
  std::string last;
  for (std::string word; words >> word;) {
    if (word.rfind("-O", 0) == 0) last = word;
  }
  return last;
}

}  // namespace

BuildKind build_kind(const Provenance& facts) {
  // `Debug+sanitizers` is how a build with TIDEGATE_SANITIZE names its type.
  const std::string type = lower(told(facts[Fact::build_type]));
  const std::string flags = told(facts[Fact::compiler_flags]);
  if (type.empty() && flags.empty()) return BuildKind::unknown;
  if (has(type, "sanit") || has(flags, "-fsanitize")) return BuildKind::sanitized;
  const std::string level = optimisation(flags);
  if (type.rfind("debug", 0) == 0 || level == "-O0" || level == "-Og") return BuildKind::debug;
  return BuildKind::optimised;
}

std::string_view build_kind_text(BuildKind kind) {
  switch (kind) {
    case BuildKind::debug:
      return "a Debug build";
    case BuildKind::sanitized:
      return "a sanitizer build";
    case BuildKind::optimised:
      return "an optimised build";
    case BuildKind::unknown:
      break;
  }
  return "a build that says nothing of itself";
}

}  // namespace tidegate
