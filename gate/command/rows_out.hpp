/// Where the rows of `tidegate run` go.
/// Decides: what a place for rows must be able to do. Two do it: a folder with a file for each
/// case, and a store. Refuses to know: how rows are measured.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/provenance.hpp>
#include <tidegate/run/runner.hpp>

#include "flag.hpp"
#include "run_settings.hpp"

namespace tidegate::command {

class RowsOut {
 public:
  virtual ~RowsOut() = default;
  /// The run that the rows belong to.
  virtual const std::string& run_id() const = 0;
  /// Makes ready for these attempts, before any is measured; those that are still to be made.
  virtual Outcome<std::vector<run::Planned>> begin(const std::vector<run::Planned>& plan) = 0;
  /// Keeps a row, whatever happens to the others.
  virtual Outcome<void> keep(const AttemptRow& row) = 0;
  /// The sweep is complete. `measured` now and, of a run that was resumed, before.
  virtual Outcome<std::vector<AttemptRow>> finish(std::vector<AttemptRow> measured) = 0;
  /// The sweep was cut off by `error`: the same, with what to do about the rows.
  virtual Error stopped(Error error) = 0;
  /// For people: `tidegate-out/rows`.
  virtual std::string place() const = 0;
};

/// --out, with --replace or without. Errors: as store::claim_name.
Outcome<std::unique_ptr<RowsOut>> rows_to_folder(const Arguments& arguments,
                                                 const Provenance& source);

/// Usage where the tables of --output would replace a file of rows in the folder of --out.
Outcome<void> check_output(const Arguments& arguments);

/// --store, with --resume or without; only a run of the same settings is resumed. Errors: as
/// store::OpenRun.
Outcome<std::unique_ptr<RowsOut>> rows_to_store(const Arguments& arguments,
                                                const Provenance& source, RunSettings settings);

/// Whichever the flags ask for; `usage` when they ask for both.
Outcome<std::unique_ptr<RowsOut>> rows_out(const Arguments& arguments, const Provenance& source,
                                           RunSettings settings);

}  // namespace tidegate::command
