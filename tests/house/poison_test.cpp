/// Every provider makes its output wrong before it is measured: one that returns without writing
/// would otherwise be checked by what an earlier call left (docs/cheating.md).
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const fs::path source = TIDEGATE_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Whether `file` is a provider that measures: `_none` says why another one is missing.
bool is_provider(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.rfind("provider_", 0) == 0 && file.extension() == ".cpp" &&
         name.find("_none.cpp") == std::string::npos;
}

TEST(Providers, EveryOneThatMeasuresPoisonsItsOutputFirst) {
  std::size_t checked = 0;
  for (const auto& entry : fs::recursive_directory_iterator(source / "bench")) {
    if (!is_provider(entry.path())) continue;
    const std::string text = text_of(entry.path());
    const std::size_t measured = text.find("state.measure(");
    if (measured == std::string::npos) continue;
    ++checked;
    EXPECT_LT(text.find("state.poison"), measured)
        << entry.path() << ": add state.poison(out), or poison_with() for a device's memory, "
        << "before state.measure()";
  }
  EXPECT_GT(checked, 15U) << "the reader of providers found almost nothing: is it broken?";
}

}  // namespace
