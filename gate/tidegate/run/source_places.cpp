#include <algorithm>
#include <map>
#include <string>

#include <tidegate/run/git.hpp>
#include <tidegate/run/source_places.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// `file` from `top`; empty when it is no file there.
std::string from_top(const fs::path& file, const fs::path& project, const fs::path& top) {
  std::error_code code;
  const fs::path full = fs::weakly_canonical(project / file, code);  // an absolute path stays
  if (code || !fs::is_regular_file(full, code)) return {};
  std::string inside = full.lexically_relative(top).generic_string();
  return is_inside_repository(inside) ? inside : std::string{};
}

fs::path top_of(const fs::path& project) {
  std::error_code code;
  const auto top = top_level(project);
  return fs::weakly_canonical(top ? *top : project, code);
}

}  // namespace

std::vector<CaseListing> placed_in_repository(std::vector<CaseListing> listings,
                                              const fs::path& project) {
  const bool said = std::any_of(listings.begin(), listings.end(),
                                [](const CaseListing& listing) { return listing.source.known(); });
  if (!said) return listings;
  const fs::path top = project.empty() ? fs::path{} : top_of(project);
  std::map<std::string, std::string> known;  // a file stands behind many rows
  for (CaseListing& listing : listings) {
    if (!listing.source.known()) continue;
    const auto [at, fresh] = known.try_emplace(listing.source.file.str());
    if (fresh && !project.empty()) at->second = from_top(at->first, project, top);
    listing.source =
        at->second.empty() ? SourcePlace{} : SourcePlace{at->second, listing.source.line};
  }
  return listings;
}

}  // namespace tidegate::run
