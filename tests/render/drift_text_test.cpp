#include <fakes/sample_report.hpp>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/drift_text.hpp>

namespace tidegate::render {
namespace {

using judge::DriftState;

TEST(DriftText, IsTheGoldenText) {
  const Key key = fakes::key_of("matmul", "n=8", "kokkos", "serial");
  const Key hostile = fakes::key_of("z\x1b[2J", "n=8", "a\nb", "serial");
  const std::vector<judge::DriftLine> lines{
      {key, 0, DriftState::same, ""},
      {key, 1, DriftState::missing, "no ok row states an output of this seed"},
      {key, 2, DriftState::drifted, "L1 is 1.23459, was 1.23456"},
      {hostile, 0, DriftState::unknown, "nobody accepted an output of this seed"},
      {hostile, 1, DriftState::unstable, "from equal inputs, in another attempt L1 is 2, was 1"}};
  expect_golden("drift.txt", drift_text(lines));
}

TEST(DriftText, CountsWhatIsTheSame) {
  const Key key = fakes::key_of("matmul", "n=8", "kokkos", "serial");
  EXPECT_EQ(drift_text(std::vector<judge::DriftLine>{{key, 0, DriftState::same, ""}}),
            "1 same; compared 1 of 1 output\n");
}

}  // namespace
}  // namespace tidegate::render
