#include <gtest/gtest.h>

#include <tidegate/doctor/findings_json.hpp>
#include <tidegate/doctor/findings_text.hpp>
#include <tidegate/row/json.hpp>

#include "render/golden.hpp"

namespace tidegate::doctor {
namespace {

const std::vector<Finding> some{
    {"governor", Severity::warning, "powersave",
     "The clock follows the load: `cpupower frequency-set -g performance` (as root)."},
    {"turbo", Severity::absent, "ABSENT", ""},
    {"virtualization", Severity::note, "vm",
     "Other machines share this hardware: compare in lockstep, not with times of another day."},
    {"noise", Severity::good, "compute: spread 0.10 %; memory: spread 1.20 %", ""},
};

TEST(DoctorReport, IsATableWithAdviceBelowEachFinding) {
  render::expect_golden("doctor.txt", to_text(some, render::Colour::off));
}

TEST(DoctorReport, ColourSaysNothingThatTheWordsDoNot) {
  std::string coloured = to_text(some, render::Colour::on);
  EXPECT_NE(coloured.find("\x1b["), std::string::npos);
  for (std::size_t at = coloured.find('\x1b'); at != std::string::npos;
       at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, to_text(some, render::Colour::off));
}

TEST(DoctorReport, IsJsonForOtherPrograms) {
  const Noise noise{"compute", 250, 0.02, 0.001, 0.1, 1.5, 1.25, 1.75, 0.004};
  const auto json = parse_json(to_json_text(some, {noise}), {"doctor", 1});
  ASSERT_TRUE(json) << json.error().what;
  const auto& all = json->at("findings").as_array();
  ASSERT_EQ(all.size(), some.size());
  EXPECT_EQ(all[0].at("check").as_string(), "governor");
  EXPECT_EQ(all[0].at("severity").as_string(), "warning");
  EXPECT_TRUE(all[1].at("advice").is_null());
  const auto& loop = json->at("noise").as_array().at(0);
  EXPECT_EQ(loop.at("ratio").as_double(), 1.5);
  EXPECT_EQ(loop.at("pairs").to_number<int>(), 250);
}

}  // namespace
}  // namespace tidegate::doctor
