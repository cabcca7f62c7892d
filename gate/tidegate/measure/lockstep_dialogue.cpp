#include <istream>
#include <ostream>

#include <fmt/format.h>

#include <tidegate/measure/lockstep_dialogue.hpp>

namespace tidegate::measure {

/// The newline in front ends whatever half line the benchmark itself may have printed.
void LockstepDialogue::say(std::string_view words) {
  out_ << fmt::format("\ntidegate {}\n", words) << std::flush;
}

Samples LockstepDialogue::serve(Sampler& sampler, const AttemptSpec& spec) {
  Samples samples = sampler.prepare(spec);
  samples.stopping = {spec.criterion, StopReason::asked, 0};
  say("ready");
  ending_ = Ending::abandoned;
  while (std::getline(in_, request_)) {
    if (request_ != "sample") {
      ending_ = request_ == "end" ? Ending::ended : Ending::broken;
      break;
    }
    const Sample sample = sampler.take(samples.iterations);
    samples.warm_s.push_back(sample.seconds_per_call());
    say(fmt::format("sample {} {}", sample.elapsed_ns, sample.iterations));
  }
  return samples;
}

}  // namespace tidegate::measure
