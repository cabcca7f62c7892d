/// The spec and result files through which a worker process is asked and answers.
/// Decides: their names, and whether a result is this attempt's row.
/// Refuses to know: how the process ended.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::run {

/// The two files of one attempt, removed when it is over.
class ExchangeFiles {
 public:
  /// Names that no other process and no other attempt of this one uses. Nothing is created.
  explicit ExchangeFiles(const std::filesystem::path& scratch);
  ExchangeFiles(const ExchangeFiles&) = delete;
  ExchangeFiles& operator=(const ExchangeFiles&) = delete;
  ~ExchangeFiles();

  const std::filesystem::path& spec() const { return spec_; }
  const std::filesystem::path& result() const { return result_; }

 private:
  std::filesystem::path spec_;
  std::filesystem::path result_;
};

/// What a result file holds. A row, or a problem, or neither when nothing was written.
struct ResultFound {
  std::optional<AttemptRow> row;
  std::string problem;  ///< one sentence
};

/// Reads the one row of an attempt. `session` are the samples that the runner took in lockstep, if
/// it did: a row without warm times gets them.
ResultFound read_result(const std::filesystem::path& path, const AttemptSpec& spec,
                        const MetricSamples* session = nullptr);

/// Reads the listings of a worker: one a line, no two of the same key, at least one.
Outcome<std::vector<CaseListing>> read_listings(const std::filesystem::path& path,
                                                const std::string& name = "the worker's list");

}  // namespace tidegate::run
