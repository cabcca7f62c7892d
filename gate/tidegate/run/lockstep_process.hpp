/// A lockstep dialogue with one worker process.
/// Decides: what counts as an answer, and that a worker which breaks the dialogue is killed.
/// Refuses to know: the other worker of the pair.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/run/child_process.hpp>
#include <tidegate/run/death.hpp>
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
                  AttemptSpec spec, Provenance facts, double limit_s);

  /// Waits until the worker says that it is warm; false when it never will, and end() says why.
  bool wait_until_ready();
  Outcome<double> sample() override;
  AttemptRow end() override;

 private:
  bool wait_for(std::string_view word);
  std::optional<std::string> next_answer();
  void ended_early(std::string_view waiting_for);
  void broken(std::string_view waiting_for, const std::string& answer);
  void add_samples(AttemptRow& row) const;

  std::unique_ptr<ChildProcess> child_;
  std::unique_ptr<ExchangeFiles> files_;
  AttemptSpec spec_;
  Provenance facts_;
  Remains remains_;
  std::vector<double> samples_;  // s per call
  std::uint64_t iterations_ = 1;
};

}  // namespace tidegate::run
