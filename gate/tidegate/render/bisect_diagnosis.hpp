/// Where a slowdown came from, as a search found it: for people, on a terminal and as Markdown.
/// Decides: what stands in a diagnosis, and that it never says more than its numbers do.
/// Refuses to know: git, and how the commits were searched.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// One commit that was asked about.
struct DiagnosedStep {
  std::string commit;  ///< `7a57be1aa Smaller tiles`
  std::string answer;  ///< `good`, `bad`, `untestable`
  std::string why;
  std::uint32_t pairs = 0;
  std::optional<double> ratio;  ///< time over that of the good commit
  std::optional<double> low;
  std::optional<double> high;
};

struct BisectDiagnosis {
  std::string row;   ///< `semiring_matmul[n=512] kokkos/serial`
  std::string good;  ///< `3f2a91c0d Release 1.4`
  std::string bad;
  std::optional<double> ratio;  ///< of bad over good, where the cut was set from it
  double cut = 1;               ///< ratio between good and bad
  double answer_error = 0;      ///< chance that one measured answer is wrong
  std::vector<DiagnosedStep> steps;
  /// Commit and subject of each that may be the first bad one. One is the culprit.
  std::vector<std::string> suspects;
  std::string who;  ///< author and date of the culprit; empty when there are more suspects
  /// The culprit against its parent, measured anew; null when there is none.
  const judge::GateReport* confirmation = nullptr;
  std::string against;            ///< the parent: commit and subject
  std::vector<std::string> next;  ///< commands, a line each
};

/// Whether new pairs found the one culprit slower than its parent.
bool is_confirmed(const BisectDiagnosis& diagnosis);

/// The result in a few lines: culprit or suspects, what it costs, what comes next.
std::string bisect_text(const BisectDiagnosis& diagnosis);

/// All of it: the result, the samples of both sides, every answer with its numbers.
std::string bisect_markdown(const BisectDiagnosis& diagnosis);

}  // namespace tidegate::render
