#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/run/attempt_log.hpp>

namespace tidegate::run {
namespace {

/// Not std::isalnum, whose answer depends on the locale.
bool fits_a_file_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

Outcome<AttemptLog> AttemptLog::open(std::filesystem::path folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (!code) return AttemptLog(std::move(folder));
  return fail(ErrorKind::io,
              fmt::format("creating the folder {} failed: {}", folder.string(), code.message()),
              "Check who owns the folder above it.");
}

std::string file_name_of_case(std::string_view case_name) {
  std::string name{case_name};
  for (char& c : name) {
    if (!fits_a_file_name(c)) c = '_';
  }
  // A leading dot would hide the file.
  if (name.empty() || name.front() == '.') name = fmt::format("_{}", name);
  return name + ".jsonl";
}

std::filesystem::path AttemptLog::file_of(const AttemptRow& row) const {
  return folder_ / file_name_of_case(row.key.case_name);
}

Outcome<void> AttemptLog::append(const AttemptRow& row) const {
  return append_attempt(file_of(row), row);
}

}  // namespace tidegate::run
