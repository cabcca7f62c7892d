/// The clock of named stages inside a call.
/// Decides: that stages cost a branch while nobody times them, that each is fenced on both sides
/// while somebody does, and that they do not nest. Refuses to know: how often and when they are
/// timed (measure/passes).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/clock.hpp>

namespace tidegate::measure {

/// What one stage took, all calls of a batch together.
struct StageTotal {
  std::string name;
  std::int64_t elapsed_ns = 0;
  std::uint64_t entries = 0;
};

class StageRecorder {
 public:
  /// From here on stages are timed; clock and fence must outlive stop().
  void start(Clock& clock, const Fence& fence);
  /// Everything since start(), in the order first entered.
  std::vector<StageTotal> stop();

  /// Whether any stage was ever entered.
  bool seen() const { return seen_; }

  /// Around a stage. Throws BenchmarkMistake for a stage inside a stage: it would count twice.
  void enter(std::string_view name) {
    seen_ = true;
    if (clock_ != nullptr) begin(name);
  }
  void leave() {
    if (clock_ != nullptr) end();
  }

 private:
  void begin(std::string_view name);
  void end();

  bool seen_ = false;
  Clock* clock_ = nullptr;  ///< null: nobody times
  const Fence* fence_ = nullptr;
  std::vector<StageTotal> totals_;
  StageTotal* open_ = nullptr;
  std::int64_t opened_ns_ = 0;
};

}  // namespace tidegate::measure
