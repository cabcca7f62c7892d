#include <charconv>

#include <sys/resource.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/measure/peak_memory.hpp>

namespace tidegate::measure {
namespace {

constexpr std::uint64_t kibibyte = 1024;

std::optional<std::uint64_t> from_rusage() {
  struct rusage usage {};
  if (::getrusage(RUSAGE_SELF, &usage) != 0 || usage.ru_maxrss <= 0) return std::nullopt;
  return static_cast<std::uint64_t>(usage.ru_maxrss) * kibibyte;
}

/// Bytes in the line `<name>     1234 kB`.
std::optional<std::uint64_t> bytes_of(std::string_view name, std::string_view status_text) {
  const std::size_t start = status_text.find(name);
  if (start == std::string_view::npos) return std::nullopt;
  std::string_view rest = status_text.substr(start + name.size());
  const std::size_t digits = rest.find_first_not_of(" \t");
  if (digits == std::string_view::npos) return std::nullopt;
  rest.remove_prefix(digits);
  std::uint64_t kibibytes = 0;
  const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), kibibytes);
  if (code != std::errc{}) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  if (!rest.starts_with(" kB")) return std::nullopt;
  return kibibytes * kibibyte;
}

}  // namespace

std::optional<std::uint64_t> high_water_mark(std::string_view status_text) {
  return bytes_of("VmHWM:", status_text);
}

std::optional<std::uint64_t> anonymous_memory(std::string_view status_text) {
  return bytes_of("RssAnon:", status_text);
}

std::optional<std::uint64_t> memory_held() {
  const auto status = read_file("/proc/self/status");
  return status ? anonymous_memory(*status) : std::nullopt;
}

std::optional<std::uint64_t> peak_memory() {
  if (const auto status = read_file("/proc/self/status")) {
    if (const auto peak = high_water_mark(*status)) return peak;
  }
  return from_rusage();
}

}  // namespace tidegate::measure
