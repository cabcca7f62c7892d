/// The worker protocol, version 1, as data: what is asked of a worker and what it lists.
/// docs/worker-protocol.md is its page for people. Decides: the fields of a spec and of a listing.
/// Refuses to know: processes and pipes (run/) and measuring (measure/).
///
/// A worker is any executable that answers
///   worker --tidegate list RESULT              writes one CaseListing a line to RESULT
///   worker --tidegate attempt SPEC RESULT      writes one attempt row to RESULT
///   worker --tidegate lockstep SPEC RESULT     samples on request, then writes one attempt row
///   worker --tidegate serve                    optional: attempts on request, in one process
///   worker --tidegate profile SPEC             optional: calls the operation for budget_s
/// In lockstep the worker reads requests from stdin and answers on stdout, a line each:
///   it says  `tidegate ready`            when prepared and warm
///   it reads `sample`                    and answers `tidegate sample <elapsed ns> <iterations>`
///   it reads `end`                       writes its row, answers `tidegate done` and exits 0
/// Other lines on stdout are the program's own chatter and are ignored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/case_id.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/source_place.hpp>
#include <tidegate/row/stopping.hpp>
#include <tidegate/row/warning.hpp>

namespace tidegate {

inline constexpr int protocol_version = 1;

/// One thing a worker can measure.
struct CaseListing {
  Key key;
  bool reference = false;
  bool representative = false;
  std::string skip_reason;  ///< not empty: the worker knows that it cannot measure this here
  SourcePlace source = {};  ///< where it is declared, if the worker says; see run/source_places
};

/// What one attempt is asked to do. Times in seconds.
struct AttemptSpec {
  std::string run_id;
  Key key;
  std::uint64_t seed = 0;      ///< of the inputs
  std::uint32_t warmup = 3;    ///< untimed calls after the cold one; at least 1
  std::uint32_t samples = 40;  ///< warm samples; at least 30 for a row that is judged
  double min_sample_s = 2e-3;  ///< the batch is calibrated so that a sample lasts this long
  double budget_s = 60;        ///< stop sampling after this long (never below 30 samples)
  Criterion criterion = Criterion::samples;  ///< others take at least `samples`
  std::optional<double> hard_budget_s = {};  ///< from the cold call on; ends a row even below 30
  std::uint32_t cache_cold = 0;              ///< single calls to time with emptied caches, besides
  /// Above 0 nothing is timed: so many calls, then twice as many, are marked for a simulator that
  /// counts them; the row is ok without warm times.
  std::uint32_t count_calls = 0;
  OnFallback on_fallback = OnFallback::warn;
};

std::string to_json_line(const CaseListing& listing);
Outcome<CaseListing> listing_from_json(const Json& json, const TextSource& source);
std::string to_json_line(const AttemptSpec& spec);
Outcome<AttemptSpec> spec_from_json(const Json& json, const TextSource& source);

}  // namespace tidegate
