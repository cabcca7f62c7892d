/// The slug and the hash of a machine class.
#include <fmt/format.h>

#include <tidegate/base/fnv.hpp>
#include <tidegate/row/machine_class.hpp>

namespace tidegate {
namespace {

void erase_all(std::string& text, std::string_view part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) {
    text.erase(at, part.size());
  }
}

bool is_slug_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

/// `Intel(R) Xeon(R) Processor @ 2.50GHz` -> `intel-xeon-processor-2.50ghz`.
std::string slug(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  erase_all(text, "(r)");
  erase_all(text, "(tm)");
  std::string result;
  for (const char letter : text) {
    const bool dot = letter == '.' && !result.empty() && result.back() != '-';
    if (is_slug_letter(letter) || dot) {
      result += letter;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  constexpr std::size_t longest = 48;  // folder names stay readable
  if (result.size() > longest) result.resize(longest);
  while (!result.empty() && !is_slug_letter(result.back())) result.pop_back();
  return result.empty() ? "unknown" : result;
}

}  // namespace

std::string machine_class_id(const Provenance& provenance) {
  Fnv1a hash;
  for (const FactInfo& info : all_facts()) {
    if (info.match != Match::must) continue;
    hash.add(info.name);
    hash.add("=");
    hash.add(provenance[info.fact].value_or(""));
    hash.add("\n");
  }
  return fmt::format("{}-{:08x}", slug(provenance[Fact::cpu_model].value_or("")),
                     hash.value() >> 32U);
}

}  // namespace tidegate
