#include "gate_inputs.hpp"

#include <future>
#include <set>

#include <fmt/format.h>

#include <tidegate/base/background.hpp>
#include <tidegate/judge/baseline.hpp>
#include <tidegate/judge/fold.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/run/attempt_log.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/result_file.hpp>
#include <tidegate/run/runner.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "dialect_flag.hpp"
#include "imported_note.hpp"
#include "interrupt.hpp"
#include "read_rows.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// Measures the plan now: the current rows when no file was given.
Outcome<std::vector<ResultRow>> measure_now(const GateSettings& settings, run::Worker& worker,
                                            const std::vector<run::Planned>& plan) {
  Progress progress;
  const auto log = run::AttemptLog::open(settings.out / "rows");
  if (!log) return pass_on(log);
  run::SweepHooks hooks;
  hooks.row_done = [&](const AttemptRow& row) { return log->append(row); };
  hooks.starting = [&](std::size_t done, std::size_t total, const Key& key) {
    progress.show(done + 1, total, "measuring " + key.text());
  };
  hooks.interrupted = interrupted;
  const auto rows =
      run::sweep(worker, plan, run::Placement{run::quiet_cpu(), settings.limit_s, 0}, hooks);
  if (!rows) return pass_on(rows);
  return judge::fold(*rows);
}

std::vector<Key> keys_of(const std::vector<run::Planned>& plan) {
  std::vector<Key> keys;
  keys.reserve(plan.size());
  for (const run::Planned& planned : plan) keys.push_back(planned.listing.key);
  return keys;
}

/// The declared row set: --expected, else what the worker lists, within the selection.
Outcome<std::vector<Key>> expected_keys(const GateSettings& settings, const GateInputs& inputs) {
  if (!settings.expected) return keys_of(inputs.plan);
  std::error_code code;
  if (!fs::exists(*settings.expected, code)) {
    return fail(ErrorKind::missing, fmt::format("{} does not exist", settings.expected->string()),
                "Write it with: <worker> --tidegate list <file>.");
  }
  const auto listed = run::read_listings(*settings.expected, settings.expected->string());
  if (!listed) return pass_on(listed);
  const auto plan = run::plan(*listed, settings.selection, settings.spec, 1);
  if (!plan) return pass_on(plan);
  return keys_of(*plan);
}

struct Stored {
  std::vector<ResultRow> rows;
  std::vector<std::string> notes;
};

Outcome<Stored> read_stored(const GateSettings& settings) {
  Stored stored;
  if (!settings.baseline_rows.empty()) {
    auto rows = read_rows(settings.baseline_rows, settings.selection, stored.notes);
    if (!rows) return pass_on(rows);
    stored.rows = std::move(*rows);
    return stored;
  }
  std::error_code code;
  if (settings.baselines_named && !fs::exists(settings.baselines, code)) {
    return fail(ErrorKind::missing, fmt::format("{} does not exist", settings.baselines.string()),
                "Mend --baselines, or make the folder: without rows it is a first run.");
  }
  auto read = judge::load_all_baselines(settings.baselines);
  if (!read) return pass_on(read);
  stored.notes = std::move(read->notes);
  stored.rows = selected_rows(std::move(read->rows), settings.selection);
  return stored;
}

/// The stored rows, read on a thread of their own while the current ones are read; but never beside
/// a measurement, which they would disturb: then they are read when they are asked for.
std::future<Outcome<Stored>> start_reading(const GateSettings& settings) {
  const bool files_alone = !settings.rows.empty() && settings.mode != Mode::ab;
  return in_background(files_alone, [&settings] { return read_stored(settings); });
}

Outcome<void> open_candidate(const GateSettings& settings, GateInputs& inputs) {
  if (!settings.worker) return {};
  auto worker =
      side_worker(settings, *settings.worker, source_facts(settings.source), settings.source);
  if (!worker) return pass_on(worker);
  inputs.worker = std::move(*worker);
  const auto listed = inputs.worker->list();
  if (!listed) return pass_on(listed);
  auto plan = run::plan(*listed, settings.selection, settings.spec, 1);
  if (!plan) return pass_on(plan);
  inputs.plan = std::move(*plan);
  return {};
}

/// The machine class of the first row that was measured: a worker that died early may not have said
/// what built it, and would name a class that no baseline has.
std::string class_of(const std::vector<ResultRow>& rows) {
  for (const ResultRow& row : rows) {
    if (row.status == Status::ok) return row.machine_class;
  }
  return rows.empty() ? "" : rows.front().machine_class;
}

/// Baselines of cases that this worker does not have belong to another one: to call them dropped
/// would advise to delete them.
void leave_other_cases_out(GateInputs& inputs) {
  std::set<std::string> own;
  for (const run::Planned& planned : inputs.plan) own.insert(planned.listing.key.case_name);
  for (const Key& key : inputs.expected) own.insert(key.case_name);
  const std::size_t left_out = std::erase_if(
      inputs.stored, [&own](const ResultRow& row) { return own.count(row.key.case_name) == 0; });
  if (left_out == 0) return;
  inputs.notes.push_back(
      fmt::format("{} stored rows are of cases that this worker does not have", left_out));
}

}  // namespace

Outcome<GateInputs> gate_inputs(const GateSettings& settings) {
  GateInputs inputs;
  if (const auto opened = open_candidate(settings, inputs); !opened) return pass_on(opened);

  // Lockstep alone measures both sides itself; stored or earlier rows would add nothing to it.
  auto reading = start_reading(settings);
  const bool wants_rows = settings.mode != Mode::ab || !settings.rows.empty();
  if (wants_rows) {
    auto current = settings.rows.empty()
                       ? measure_now(settings, *inputs.worker, inputs.plan)
                       : read_rows(settings.rows, settings.selection, inputs.notes);
    if (!current) return pass_on(current);
    inputs.current = std::move(*current);
    inputs.machine_class = class_of(inputs.current);
    if (auto sentence = imported_note(inputs.current)) inputs.notes.push_back(std::move(*sentence));
  }

  auto expected = expected_keys(settings, inputs);
  if (!expected) return pass_on(expected);
  inputs.expected = std::move(*expected);

  if (settings.mode == Mode::ab) return inputs;
  auto noise = judge::read_bands(judge::noise_file(settings.baselines, inputs.machine_class));
  if (!noise) return pass_on(noise);
  inputs.noise = std::move(*noise);
  auto stored = reading.get();
  if (!stored) return pass_on(stored);
  if (const auto full = judge::refuse_quick(stored->rows); !full) return pass_on(full);
  inputs.stored = std::move(stored->rows);
  if (inputs.worker && settings.baseline_rows.empty()) leave_other_cases_out(inputs);
  inputs.notes.insert(inputs.notes.end(), stored->notes.begin(), stored->notes.end());
  return inputs;
}

}  // namespace tidegate::command
