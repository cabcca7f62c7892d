/// Everything `bisect` was told, checked, as plain data.
/// Decides: its flags, their defaults, and which belong to which verb.
/// Refuses to know: how a commit is answered.
#pragma once

#include <optional>
#include <span>
#include <string>

#include <tidegate/judge/cut_test.hpp>

#include "flag.hpp"
#include "gate_settings.hpp"

namespace tidegate::command {

enum class BisectVerb { step, run };

struct BisectSettings {
  /// Worker, how it is built, the selected row, sampling, knobs, seed, folder.
  GateSettings gate;
  std::string good;                 ///< ref; empty: that of the `git bisect` under way
  std::string bad;                  ///< ref, of `run`
  std::string commit;               ///< ref, of `step`; empty: the one that git asks about
  std::optional<double> threshold;  ///< ratio; nothing: halfway, or the policy's for a step
};

std::span<const Flag> bisect_flags();

/// Errors: usage; those of the policy file. A step reads a policy only from --config: the file in
/// the tree changes with the commit that is checked out, and the question must not.
Outcome<BisectSettings> bisect_settings(const Arguments& arguments, BisectVerb verb);

/// The test that every answer of a search is given by, with this cut.
judge::CutPolicy cut_policy(const BisectSettings& settings, double cut);

}  // namespace tidegate::command
