#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/file_name.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/run/attempt_log.hpp>

namespace tidegate::run {

Outcome<AttemptLog> AttemptLog::open(std::filesystem::path folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (!code) return AttemptLog(std::move(folder));
  return fail(ErrorKind::io,
              fmt::format("creating the folder {} failed: {}", folder.string(), code.message()),
              "Check who owns the folder above it.");
}

std::string file_name_of_case(std::string_view case_name) {
  return safe_file_name(case_name) + ".jsonl";
}

std::filesystem::path AttemptLog::file_of(const AttemptRow& row) const {
  return folder_ / file_name_of_case(row.key.case_name);
}

Outcome<void> AttemptLog::append(const AttemptRow& row) const {
  return append_attempt(file_of(row), row);
}

}  // namespace tidegate::run
