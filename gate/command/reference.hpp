/// The other side of a lockstep comparison: which git ref it is, and its built worker.
/// Decides: whether a reference exists, cannot exist (first commit), or is broken.
/// Refuses to know: verdicts.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <variant>

#include <tidegate/base/error.hpp>
#include <tidegate/run/worker.hpp>

#include "gate_settings.hpp"

namespace tidegate::command {

/// A reference that can be measured.
struct Reference {
  std::unique_ptr<run::Worker> worker;
  std::filesystem::path program;  ///< what `worker` runs
  std::string ref;                ///< `v1.2 (previous release tag)`; the path for --baseline-worker
  std::string commit;             ///< full sha, or empty for --baseline-worker
};

/// No reference exists, and nothing is broken: a first commit, a ref from before the benchmark.
struct NoReference {
  std::string why;
  std::string next;  ///< what makes it exist, where one was asked for by name; else empty
};

/// Finds, builds (or takes from the cache) and opens the reference: the first candidate that has
/// the benchmark. Outside of a repository it is an error. A reference that exists and does not
/// build is an error, with the end of its build log.
Outcome<std::variant<Reference, NoReference>> find_reference(const GateSettings& settings);

}  // namespace tidegate::command
