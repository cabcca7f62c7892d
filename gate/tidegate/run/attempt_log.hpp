/// Where finished attempts are kept: one file a case in a folder.
/// Decides: the file's name. Refuses to know: the text of a row (row/row_json).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>

namespace tidegate::run {

/// `<case>.jsonl`, the case as safe_file_name makes it (base/file_name).
std::string file_name_of_case(std::string_view case_name);

class AttemptLog {
 public:
  /// Creates the folder.
  static Outcome<AttemptLog> open(std::filesystem::path folder);

  /// `<folder>/<case>.jsonl`, the case as safe_file_name makes it.
  std::filesystem::path file_of(const AttemptRow& row) const;

  /// Appends one line, on the disk when this returns.
  Outcome<void> append(const AttemptRow& row) const;

 private:
  explicit AttemptLog(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

}  // namespace tidegate::run
