#include <tidegate/base/file_name.hpp>

namespace tidegate {
namespace {

/// Not std::isalnum, whose answer depends on the locale.
bool fits_a_file_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._-").find(c) != std::string_view::npos;
}

}  // namespace

std::string safe_file_name(std::string_view name) {
  std::string safe{name};
  for (char& c : safe) {
    if (!fits_a_file_name(c)) c = '_';
  }
  if (safe.empty() || safe.front() == '.') safe.insert(safe.begin(), '_');
  return safe;
}

}  // namespace tidegate
