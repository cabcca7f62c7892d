/// Comparing a text with a committed file.
/// Decides: that TIDEGATE_APPROVE=1 rewrites the file instead. Refuses to know: any renderer.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>

namespace tidegate::render {

inline std::filesystem::path golden_path(const std::string& name) {
  return std::filesystem::path{TIDEGATE_TESTS_DIR} / "golden" / name;
}

/// Fails when `text` differs from tests/golden/<name>.
inline void expect_golden(const std::string& name, const std::string& text) {
  const char* approve = std::getenv("TIDEGATE_APPROVE");
  if (approve != nullptr && std::string{approve} == "1") {
    ASSERT_TRUE(write_file_atomically(golden_path(name), text));
  }
  const Outcome<std::string> wanted = read_file(golden_path(name));
  ASSERT_TRUE(wanted) << wanted.error().what;
  EXPECT_EQ(text, *wanted) << "tests/golden/" << name
                           << " differs; look at it, then approve with TIDEGATE_APPROVE=1";
}

}  // namespace tidegate::render
