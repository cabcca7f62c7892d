/// What the tests of importers share.
/// Decides: where fixtures stand. Refuses to know: any format.
#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include <tidegate/import/foreign.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {

/// A file of tests/import/files, whose README says which tool wrote it.
inline std::filesystem::path fixture(const std::string& name) {
  return std::filesystem::path(TIDEGATE_TESTS_DIR) / "import" / "files" / name;
}

/// The row whose key reads `text` without provider, or a failure of the test.
inline AttemptRow row_of(const Imported& imported, const std::string& text) {
  std::string others;
  for (const AttemptRow& row : imported.attempts) {
    if (row.key.text() == text) return row;
    others += row.key.text() + '\n';
  }
  ADD_FAILURE() << "no row " << text << " among\n" << others;
  return {};
}

inline std::vector<double> samples_of(const AttemptRow& row, std::string_view metric = warm_time) {
  const MetricSamples* found = row.find(metric);
  return found == nullptr ? std::vector<double>{} : found->samples;
}

}  // namespace tidegate::foreign
