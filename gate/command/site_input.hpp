/// From files of rows to what the page shows.
/// Decides: which rows those are, and that the samples of one case at most stand in memory beside
/// the rows. Refuses to know: flags, and how the page looks.
#pragma once

#include <filesystem>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/render/html_site.hpp>

namespace tidegate::command {

struct SiteSources {
  std::vector<std::filesystem::path> rows;      ///< stores, folders or files; of either kind
  std::vector<std::filesystem::path> history;   ///< earlier runs; none: those of `rows`
  std::vector<std::filesystem::path> verdicts;  ///< verdict.json, or the folders they are in
  std::filesystem::path source;                 ///< for the order of the commits
};

/// Of rows the newest run of each case counts, as everywhere; a folder without a row gives a page
/// that says so. Errors: a path that is not there, a line that is no row, an unreadable verdict.
Outcome<render::SiteInput> read_site(const SiteSources& sources);

}  // namespace tidegate::command
