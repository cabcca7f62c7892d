#include <algorithm>

#include <fmt/format.h>

#include <tidegate/run/entry_default.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

bool is_default(const CacheEntry& entry, const std::string& written) {
  if (entry.value == written) return true;
  const bool is_place = entry.type == "PATH" || entry.type == "FILEPATH";
  const auto plain = [](const std::string& text) {
    const fs::path path = fs::path(text).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
  };
  return is_place && plain(entry.value) == plain(written);
}

/// Whether each side has its own default of this entry; a note where it is so.
Default by_one(const CacheEntry& entry, const OwnDefaults& own, const std::string& there,
               const IsTracked& is_tracked, std::vector<std::string>& notes) {
  const bool may_be_one =
      std::any_of(own.here.begin(), own.here.end(), [&entry](const std::string& written) {
        return is_computed(written) || is_default(entry, written);
      });
  if (!may_be_one) return Default::chosen;
  if (own.here.size() != 1 || own.there.size() != 1) return Default::unknown;
  const std::string& here = *own.here.begin();
  const bool computed = is_computed(here);
  // A place of the sources that a project computes: the other commit computes its own.
  const bool is_place = fs::path(entry.value).is_absolute() && is_tracked(entry.value);
  if (computed && !is_place) return Default::unknown;
  notes.push_back(
      fmt::format("{} is {} by default here and {} in {}: each side has its own, "
                  "unless --configure-argument gives both one",
                  entry.name, here, *own.there.begin(), there.substr(0, 9)));
  return Default::own;
}

}  // namespace

Default default_of(const CacheEntry& entry,
                   const std::vector<std::map<std::string, OwnDefaults>>& all,
                   const std::string& there, const IsTracked& is_tracked,
                   std::vector<std::string>& notes) {
  Default found = Default::chosen;
  for (const auto& defaults : all) {
    const auto own = defaults.find(entry.name);
    if (own == defaults.end()) continue;
    const Default one = by_one(entry, own->second, there, is_tracked, notes);
    if (one == Default::own) return one;
    if (one == Default::unknown) found = one;
  }
  return found;
}

}  // namespace tidegate::run
