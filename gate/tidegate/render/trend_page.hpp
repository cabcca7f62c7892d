/// The trends of one metric as a page: `baselines/trend/<metric>.md` and its pictures.
/// Decides: what is drawn (more than two points) and what files are called.
/// Refuses to know: where the folder lies, and any statistic.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/judge/history.hpp>

namespace tidegate::render {

/// A file of a folder and what stands in it.
struct PageFile {
  std::string name;
  std::string text;
};

/// The page and a picture for each history with more than two points. The same histories always
/// give the same bytes.
std::vector<PageFile> trend_page(std::string_view metric, std::span<const judge::History> series);

}  // namespace tidegate::render
