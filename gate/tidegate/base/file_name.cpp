#include <fmt/format.h>

#include <tidegate/base/file_name.hpp>
#include <tidegate/base/fnv.hpp>

namespace tidegate {
namespace {

constexpr std::size_t longest = 200;

/// Not std::isalnum, whose answer depends on the locale.
bool fits_a_file_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._-+").find(c) != std::string_view::npos;
}

}  // namespace

std::string safe_file_name(std::string_view name) {
  if (name.empty()) return "%";
  std::string safe;
  for (const char c : name) {
    const bool hides = safe.empty() && c == '.';
    if (fits_a_file_name(c) && !hides) {
      safe += c;
    } else {
      safe += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  if (safe.size() <= longest) return safe;
  const std::string ending = fmt::format("%-{:016x}", fnv_1a(name));
  return safe.substr(0, longest - ending.size()) + ending;
}

}  // namespace tidegate
