/// `tidegate calibrate --history`: noise bands from the runs of a store, without measuring.
/// Decides: which class's file they go to. Refuses to know: how a band is learnt.
#pragma once

#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>
#include <tidegate/judge/noise_band.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// Prints `row  min within  p95 within  <unit of counting>`, a line a band, and why the others of
/// judge::take_too_wide are none.
void print_bands(const std::vector<judge::NoiseBand>& bands,
                 const std::vector<judge::NoiseBand>& too_wide, std::string_view counted);

/// Writes `<baselines>/<machine class>/noise.json` and says so, without the bands that are refused;
/// nothing under --dry-run, and no file without a band in it.
Outcome<void> write_noise_file(const Arguments& arguments, const std::string& machine_class,
                               const std::vector<judge::NoiseBand>& bands,
                               const std::vector<judge::NoiseBand>& refused);

Outcome<ExitCode> calibrate_history(const Arguments& arguments);

}  // namespace tidegate::command
