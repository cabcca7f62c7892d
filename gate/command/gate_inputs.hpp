/// What the gate reads before it judges: current rows, expected keys, stored baselines.
/// Decides: where each comes from. Refuses to know: verdicts.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/noise_band.hpp>
#include <tidegate/row/result_row.hpp>
#include <tidegate/run/plan.hpp>
#include <tidegate/run/worker.hpp>

#include "gate_settings.hpp"

namespace tidegate::command {

struct GateInputs {
  std::unique_ptr<run::Worker> worker;  ///< the candidate's; null when only rows were given
  std::vector<run::Planned> plan;       ///< what the worker lists within the selection
  std::vector<Key> expected;            ///< the declared row set; empty when nobody declared one
  std::vector<ResultRow> current;       ///< newest row of each key within the selection
  std::vector<ResultRow> stored;        ///< baseline rows
  std::vector<judge::NoiseBand> noise;  ///< of the current rows' machine class
  std::string machine_class;            ///< of the current rows
  std::vector<std::string> notes;
};

Outcome<GateInputs> gate_inputs(const GateSettings& settings);

}  // namespace tidegate::command
