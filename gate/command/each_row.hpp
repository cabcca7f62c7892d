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
#include <tidegate/row/case_id.hpp>
#include <tidegate/row/status.hpp>

namespace tidegate::command {

/// What of a row is handed over.
struct SeenRow {
  Key key;
  bool representative = false;
  Status status = Status::ok;
};

/// Notes get one sentence for each torn line. Errors: a path that is not there, a line that is no
/// row, with file and line.
Outcome<void> each_row(const std::vector<std::filesystem::path>& paths,
                       std::vector<std::string>& notes,
                       const std::function<void(const SeenRow&)>& take);

}  // namespace tidegate::command
