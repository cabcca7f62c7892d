/// An output in numbers that neither sign nor order of its elements changes, gathered element by
/// element.
/// Decides: that only finite elements are summed, and what a type of elements is called.
/// Refuses to know: which outputs are alike (judge/drift) and oracles (fidelity).
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include <tidegate/row/output_digest.hpp>

namespace tidegate::measure {

/// `fp32`, `int64`, `uint8`; `other` for what is neither.
template <class Value>
std::string dtype_name() {
  const std::string bits = std::to_string(8 * sizeof(Value));
  if constexpr (std::is_same_v<Value, bool>) {
    return "bool";
  } else if constexpr (std::is_floating_point_v<Value>) {
    return "fp" + bits;
  } else if constexpr (std::is_integral_v<Value>) {
    return (std::is_signed_v<Value> ? "int" : "uint") + bits;
  } else {
    return "other";
  }
}

class OutputSums {
 public:
  void add(double value);
  /// Of an output with these elements, in one dimension.
  OutputDigest result(std::string dtype) const;

 private:
  OutputDigest sums_;
};

/// Two outputs of one attempt as one: elements in one dimension, both dtypes where they differ.
OutputDigest joined(const OutputDigest& first, const OutputDigest& second);

}  // namespace tidegate::measure
