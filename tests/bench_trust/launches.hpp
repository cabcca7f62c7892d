/// Launches and samples that can be worked out by hand.
#pragma once

#include <string>
#include <vector>

#include "recording.hpp"

namespace verdict_trust {

/// 40 samples of one time.
inline std::vector<double> constant(double time) { return std::vector<double>(40, time); }

inline Launch launch(const std::string& stage, std::uint64_t round, const std::string& kernel,
                     const std::string& variant, double planted, double time) {
  return {stage, round, kernel, variant, planted, constant(time)};
}

}  // namespace verdict_trust
