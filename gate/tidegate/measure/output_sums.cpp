#include <algorithm>
#include <cmath>
#include <utility>

#include <tidegate/base/finite.hpp>
#include <tidegate/measure/output_sums.hpp>

namespace tidegate::measure {

void OutputSums::add(double value) {
  if (!is_finite(value)) {
    ++sums_.nonfinite;
    return;
  }
  const double magnitude = std::abs(value);
  ++sums_.finite;
  sums_.l1 += magnitude;
  sums_.l2_squared += magnitude * magnitude;
  sums_.linf = std::max(sums_.linf, magnitude);
}

OutputDigest OutputSums::result(std::string dtype) const {
  OutputDigest digest = sums_;
  digest.shape = {digest.finite + digest.nonfinite};
  digest.dtype = std::move(dtype);
  return digest;
}

OutputDigest joined(const OutputDigest& first, const OutputDigest& second) {
  OutputDigest both = first;
  both.finite += second.finite;
  both.nonfinite += second.nonfinite;
  both.shape = {both.finite + both.nonfinite};
  if (second.dtype != first.dtype) both.dtype += "+" + second.dtype;
  both.l1 += second.l1;
  both.l2_squared += second.l2_squared;
  both.linf = std::max(first.linf, second.linf);
  return both;
}

}  // namespace tidegate::measure
