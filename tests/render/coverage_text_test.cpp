#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/coverage_text.hpp>

namespace tidegate::render {
namespace {

judge::CoverageReport sample() {
  judge::CoverageCount count;
  const auto add = [&count](const std::string& case_name, std::int64_t n,
                            const std::string& provider, const std::string& platform, bool ok) {
    count.add({Key{case_name, Point{{Axis{"n", n}}}, provider, platform}, n == 1, ok});
  };
  for (std::int64_t n = 1; n <= 9; ++n) add("matmul", n, "naive", "serial", n == 1);
  add("matmul", 1, "openblas", "serial", true);
  add("matmul", 1, "cuda", "cuda", false);
  add("softmax", 1, "naive", "serial", false);
  add("<b>|\x1b[2J", 1, "kokkos", "serial", true);
  add("<b>|\x1b[2J", 1, "kokkos", "cuda", true);
  return count.result({{"naive"}, {"openblas"}});
}

TEST(CoverageText, IsTheGoldenText) { expect_golden("coverage.txt", coverage_text(sample())); }

TEST(CoverageText, TheJsonHasEveryName) {
  expect_golden("coverage.json", json_pretty(coverage_json(sample())));
}

}  // namespace
}  // namespace tidegate::render
