#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

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

}  // namespace

std::optional<std::uint64_t> oom_kill_count(const fs::path& root) {
  return count_at(root, "memory", {"memory.events", "memory.oom_control"}, "oom_kill");
}

std::optional<std::uint64_t> throttle_count(const fs::path& root) {
  return count_at(root, "cpu", {"cpu.stat"}, "nr_throttled");
}

}  // namespace tidegate::run
