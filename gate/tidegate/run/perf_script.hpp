/// What `perf script` prints, as folded stacks.
/// Decides: what a stack is in that text, and which of its frames are shown. Refuses to know: how
/// perf is started (perf_record).
///
/// A sample is a line that names the process, then a line a frame from the innermost outward
/// (`<blank> <address> <function>`), then an empty line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/folded_stacks.hpp>

namespace tidegate::run {

class PerfScript {
 public:
  /// Stacks that have a function whose name begins with `mark` lose it and all that called it, and
  /// the others count as samples outside of it. Where no stack has one, all are kept whole.
  explicit PerfScript(std::string mark) : mark_(std::move(mark)) {}

  void take(std::string_view line);
  /// What was taken, once there are no more lines.
  FoldedStacks finish();
  /// Samples that were left out because the marked function was not on their stack.
  std::uint64_t outside() const { return outside_; }

 private:
  void end_sample();

  std::string mark_;
  bool in_sample_ = false;
  std::vector<std::string> frames_;  // of the sample being read, innermost first
  FoldedStacks marked_;
  FoldedStacks whole_;
  std::uint64_t unmarked_ = 0;
  std::uint64_t outside_ = 0;
};

}  // namespace tidegate::run
