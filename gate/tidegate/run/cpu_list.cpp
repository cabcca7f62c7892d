#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <sched.h>

#include <tidegate/run/cpu_list.hpp>

namespace tidegate::run {
namespace {

/// All of `text` as one number of a processor.
std::optional<int> number(std::string_view text) {
  int value = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || value < 0 || value >= CPU_SETSIZE) return std::nullopt;
  return value;
}

/// `3` or `2-5`.
std::optional<std::pair<int, int>> range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : number(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return std::pair{*first, *last};
}

}  // namespace

Outcome<std::vector<int>> parse_cpu_list(std::string_view text) {
  std::set<int> cpus;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const auto part = range(text.substr(at, end - at));
    if (!part) {
      return fail(ErrorKind::usage, fmt::format("'{}' is no list of processors", text),
                  "Write them as 0,2-5; `nproc` and /proc/cpuinfo tell which there are.");
    }
    for (int cpu = part->first; cpu <= part->second; ++cpu) cpus.insert(cpu);
    at = end + 1;
  }
  return std::vector<int>(cpus.begin(), cpus.end());
}

}  // namespace tidegate::run
