/// Whether an entry of a cache is a default that the other commit declares differently.
/// Decides: by the value alone, since a cache does not say who chose it. Refuses to know: what the
/// other commit is told then.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <tidegate/run/build_tree.hpp>
#include <tidegate/run/own_defaults.hpp>

namespace tidegate::run {

enum class Default {
  own,     ///< each side has its own
  chosen,  ///< no default that differs: somebody chose it, or both sides have the same
  unknown  ///< nobody can tell: the name has several defaults, or a computed one
};

using IsTracked = std::function<bool(const std::filesystem::path&)>;

/// `all` are the defaults that differ, by each commit that the tree may have been configured of:
/// one that explains the value does. A computed default is its own where its value is a tracked
/// place of the sources. `notes` gets a line for an own one.
Default default_of(const CacheEntry& entry,
                   const std::vector<std::map<std::string, OwnDefaults>>& all,
                   const std::string& there, const IsTracked& is_tracked,
                   std::vector<std::string>& notes);

}  // namespace tidegate::run
