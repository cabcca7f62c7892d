/// A folder of evidence, written.
/// Decides: which file is made of what, and that SHA256SUMS is last: a folder without it is of a
/// run that did not end. Refuses to know: how anything was measured.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/evidence/checklist.hpp>
#include <tidegate/evidence/environment.hpp>

namespace tidegate::evidence {

struct Evidence {
  Observed observed;
  std::vector<AttemptRow> rows;           ///< those that rows.jsonl has already
  std::vector<AttemptRow> constructions;  ///< those that constructions.ndjson has already
  Surroundings surroundings;
  std::string commands;  ///< text of commands.txt
  std::string tests;     ///< text of collected_tests.txt
};

struct Written {
  Derived derived;
  std::vector<ChecklistItem> checklist;
};

/// Adds every other file to a folder that has the rows. Each is written aside, synced and renamed.
/// Errors: io.
Outcome<Written> write_folder(const std::filesystem::path& folder, const Evidence& evidence);

}  // namespace tidegate::evidence
