/// The worker's half of the lockstep dialogue (row/protocol.hpp).
/// Decides: one sample for one request, and what a request is. The end of input without `end`
/// means that nobody is left to read a row: the worker leaves without one.
/// Refuses to know: rows and files.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include <tidegate/measure/sampler.hpp>

namespace tidegate::measure {

class LockstepDialogue {
 public:
  enum class Ending {
    not_started,  ///< the benchmark never got as far as measuring
    ended,        ///< `end` was read
    abandoned,    ///< the input ended without `end`
    broken        ///< something else was read; `bad_request()` tells what
  };

  LockstepDialogue(std::istream& in, std::ostream& out) : in_(in), out_(out) {}

  /// Prepares, says ready, answers requests until told to end. All samples that were answered.
  Samples serve(Sampler& sampler, const AttemptSpec& spec);

  /// The row is written.
  void say_done() { say("done"); }

  Ending ending() const { return ending_; }
  const std::string& bad_request() const { return request_; }

 private:
  void say(std::string_view words);

  std::istream& in_;
  std::ostream& out_;
  std::string request_;
  Ending ending_ = Ending::not_started;
};

}  // namespace tidegate::measure
