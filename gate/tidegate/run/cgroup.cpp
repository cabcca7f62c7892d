#include <charconv>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/run/cgroup.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// Where a group's files may lie, best first.
struct Places {
  fs::path own;    ///< the folder of the group
  fs::path mount;  ///< the top: inside a container the group's own path is often not visible
};

bool lists(std::string_view controllers, std::string_view wanted) {
  std::istringstream words{std::string(controllers)};
  for (std::string word; std::getline(words, word, ',');) {
    if (word == wanted) return true;
  }
  return false;
}

/// A line of /proc/self/cgroup is `<number>:<controllers>:<path>`; v2's is `0::<path>`.
std::optional<Places> places_of(const fs::path& root, std::string_view controller) {
  const fs::path mounts = root / "sys/fs/cgroup";
  std::ifstream groups(root / "proc/self/cgroup");
  std::optional<Places> unified;
  for (std::string line; std::getline(groups, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const fs::path path = fs::path(line.substr(second + 1)).relative_path();
    if (lists(controllers, controller)) {
      const fs::path mount = mounts / controller;
      return Places{mount / path, mount};
    }
    if (controllers.empty()) unified = Places{mounts / path, mounts};
  }
  return unified;
}

/// The number behind `key` in lines such as `oom_kill 3`.
std::optional<std::uint64_t> count_in(const fs::path& file, std::string_view key) {
  std::ifstream in(file);
  std::string name;
  for (std::uint64_t value = 0; in >> name >> value;) {
    if (name == key) return value;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> count_at(const fs::path& root, std::string_view controller,
                                      std::initializer_list<const char*> files,
                                      std::string_view key) {
  const auto places = places_of(root, controller);
  if (!places) return std::nullopt;
  for (const fs::path& folder : {places->own, places->mount}) {
    for (const char* file : files) {
      if (const auto count = count_in(folder / file, key)) return count;
    }
  }
  return std::nullopt;
}

/// The words of the first line of the first of `files` that the group or the mount has.
std::vector<std::string> words_at(const fs::path& root, std::string_view controller,
                                  std::initializer_list<const char*> files) {
  const auto places = places_of(root, controller);
  if (!places) return {};
  for (const fs::path& folder : {places->own, places->mount}) {
    for (const char* file : files) {
      std::ifstream in(folder / file);
      std::vector<std::string> words;
      for (std::string word; in >> word;) words.push_back(word);
      if (!words.empty()) return words;
    }
  }
  return {};
}

/// Empty for what is no whole number above 0: `max`, -1.
std::optional<std::uint64_t> limit_in(const std::vector<std::string>& words, std::size_t which) {
  if (which >= words.size()) return std::nullopt;
  const std::string& word = words[which];
  std::uint64_t value = 0;
  const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (code != std::errc{} || end != word.data() + word.size() || value == 0) return std::nullopt;
  return value;
}

std::optional<double> quotient(const std::optional<std::uint64_t>& quota,
                               const std::optional<std::uint64_t>& period) {
  if (!quota || !period) return std::nullopt;
  return static_cast<double>(*quota) / static_cast<double>(*period);
}

}  // namespace

std::optional<double> cpu_quota(const fs::path& root) {
  const auto both = words_at(root, "cpu", {"cpu.max"});
  if (!both.empty()) return quotient(limit_in(both, 0), limit_in(both, 1));
  return quotient(limit_in(words_at(root, "cpu", {"cpu.cfs_quota_us"}), 0),
                  limit_in(words_at(root, "cpu", {"cpu.cfs_period_us"}), 0));
}

std::optional<std::uint64_t> memory_limit(const fs::path& root) {
  // v1 writes the largest number of whole pages for "no limit".
  constexpr std::uint64_t unlimited = 1ULL << 62U;
  const auto limit = limit_in(words_at(root, "memory", {"memory.max", "memory.limit_in_bytes"}), 0);
  return limit && *limit < unlimited ? limit : std::nullopt;
}

std::optional<std::uint64_t> oom_kill_count(const fs::path& root) {
  return count_at(root, "memory", {"memory.events", "memory.oom_control"}, "oom_kill");
}

std::optional<std::uint64_t> throttle_count(const fs::path& root) {
  return count_at(root, "cpu", {"cpu.stat"}, "nr_throttled");
}

}  // namespace tidegate::run
