/// A gate report as JUnit XML, for CI systems that show tests.
/// Decides: what is a failure, an error, a skip. Refuses to know: any one CI system.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// One test case a line: a regression is a failure, a broken or unfaithful line an error, what
/// could not be compared a skip. Each suite-level problem is a test case of its own with an error,
/// so that the file is red whenever the exit code is 1 or 2.
std::string render_junit(const judge::GateReport& report);

}  // namespace tidegate::render
