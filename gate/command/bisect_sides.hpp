/// The commits of a search as programs, and the one row that is searched for.
/// Decides: what a commit's answer is when it cannot be built. Refuses to know: what is measured.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/bisect/step.hpp>
#include <tidegate/run/plan.hpp>
#include <tidegate/run/worker.hpp>

#include "bisect_settings.hpp"

namespace tidegate::command {

/// One commit's build.
struct BuiltCommit {
  std::unique_ptr<run::Worker> worker;
  std::filesystem::path program;
  std::string commit;  ///< full hash
};

/// Facts of what is built from a commit as it is.
Provenance clean_commit(const std::string& commit);

/// Builds the commit in a worktree, unless its tree was built before (run/reference_build).
Outcome<BuiltCommit> build_commit(const BisectSettings& settings, const std::string& commit);

/// The commit that a ref names. usage where there is none: a wrong name is no answer.
Outcome<std::string> named_commit(const BisectSettings& settings, const std::string& ref);

/// The one row that the filters name, as the good commit lists it. usage where they name several.
Outcome<run::Planned> row_of(const BisectSettings& settings, run::Worker& good);

/// One question, from a commit to its answer.
struct Question {
  const BisectSettings* settings;
  BuiltCommit* good;
  run::Planned row;
  double cut = 0;
  std::uint64_t seed = 0;  ///< of the search; each commit draws from its own part of it
  std::function<void(std::uint32_t)> starting_pair;
};

/// A commit that does not build, or has no such program, is untestable. Errors: as measure_step,
/// and what keeps any commit from being built.
Outcome<bisect::StepMeasured> answer_commit(const Question& question, const std::string& commit);

}  // namespace tidegate::command
