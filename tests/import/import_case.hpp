/// What the tests of importers share.
/// Decides: where fixtures stand. Refuses to know: any format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/import/foreign.hpp>
#include <tidegate/import/formats.hpp>
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

/// What that format makes of a fixture that it can read.
inline Imported read(const std::string& format, const std::string& name) {
  const auto found = format_of(format);
  EXPECT_TRUE(found);
  auto imported = found->read(fixture(name));
  EXPECT_TRUE(imported) << imported.error().what;
  return imported ? std::move(*imported) : Imported{};
}

/// A summary says what it is, and that nothing else is known.
inline void expect_stand_in(const AttemptRow& row, double seconds, std::uint64_t calls) {
  EXPECT_THAT(samples_of(row), testing::ElementsAre(testing::DoubleEq(seconds)));
  ASSERT_NE(row.find(warm_time), nullptr);
  EXPECT_EQ(row.find(warm_time)->iterations, calls);
  ASSERT_EQ(row.warnings.size(), 1U);
  EXPECT_THAT(row.warnings[0].text, testing::HasSubstr("no p95"));
}

}  // namespace tidegate::foreign
