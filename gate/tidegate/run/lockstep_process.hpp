/// A lockstep dialogue with one worker process.
/// Decides: what counts as an answer, and that a worker which breaks the dialogue is killed.
/// Refuses to know: the other worker of the pair.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <tidegate/row/metric.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/death.hpp>
#include <tidegate/run/oom_watch.hpp>
#include <tidegate/run/result_file.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

/// What a worker took when asked for a sample.
struct Answer {
  double elapsed_ns = 0;
  std::uint64_t iterations = 0;
};

/// Reads `tidegate sample <elapsed ns> <iterations>`; nothing unless the time is positive and
/// finite, there is at least one iteration, and the line holds nothing else.
std::optional<Answer> parse_answer(std::string_view line);

class LockstepProcess : public LockstepSession {
 public:
  LockstepProcess(std::unique_ptr<ChildProcess> child, std::unique_ptr<ExchangeFiles> files,
                  AttemptSpec spec, Provenance facts, double limit_s, OomWatch oom);

  /// Waits until the worker says that it is warm; false when it never will, and end() says why.
  bool wait_until_ready();
  Outcome<double> sample() override;
  AttemptRow end() override;

 private:
  bool wait_for(std::string_view word);
  std::optional<std::string> next_answer();
  std::optional<Answer> request_sample();
  void refuse_what_was_not_asked();
  void ended_early(std::string_view expected);
  void broken(std::string_view expected, const std::string& answer);

  std::unique_ptr<ChildProcess> child_;
  std::unique_ptr<ExchangeFiles> files_;
  AttemptSpec spec_;
  Provenance facts_;
  Remains remains_;
  OomWatch oom_;
  MetricSamples samples_{std::string(warm_time), "s", 1, {}};
};

}  // namespace tidegate::run
