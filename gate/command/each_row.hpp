/// Every row of files, one after the other, of either kind.
/// Decides: that old rows count like new ones, that torn lines do not, and that one row at a time
/// stands in memory: a store of all runs has millions.
/// Refuses to know: which rows are the newest (read_rows), and what they are for.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/measured_keys.hpp>

namespace tidegate::command {

/// Notes get one sentence for each torn line. Errors: a path that is not there, a line that is no
/// row, with file and line.
Outcome<void> each_row(const std::vector<std::filesystem::path>& paths,
                       std::vector<std::string>& notes,
                       const std::function<void(const judge::SeenRow&)>& take);

}  // namespace tidegate::command
