/// THE table of formats that can be imported: one row a format, one file each.
/// Decides: their names, and what people are told of them. Refuses to know: how any is read.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <tidegate/base/error.hpp>
#include <tidegate/import/foreign.hpp>

namespace tidegate::foreign {

struct Format {
  std::string_view name;   ///< as on the command line, and the provider of its rows
  std::string_view file;   ///< what is read: `JSON of --benchmark_out`
  std::string_view keeps;  ///< what there is to compare, and which way is better
  Outcome<Imported> (*read)(const std::filesystem::path& file);
};

std::span<const Format> formats();
/// The row of that name; a `usage` error that lists all names otherwise.
Outcome<Format> format_of(std::string_view name);

}  // namespace tidegate::foreign
