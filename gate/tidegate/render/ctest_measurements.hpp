/// A gate report as CTest measurements: lines that CTest takes from a test's output into Test.xml.
/// Decides: names and which numbers. Refuses to know: dashboards.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// `<CTestMeasurement type="numeric/double" name="...">v</CTestMeasurement>`, one a line, numbers
/// in SI units and exact. A number that is not finite is left out: CTest would pass `nan` on. Names
/// are unique (CTest keeps duplicates): `case[point] provider/platform warm_time min`. The first
/// line is for CTest too: without that word it keeps no more than 1024 bytes of what a test that
/// passed said, and the reason of an `undecided` row is beyond them.
std::string render_ctest_measurements(const judge::GateReport& report);

}  // namespace tidegate::render
