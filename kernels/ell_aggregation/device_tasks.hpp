/// The aggregation on a GPU: one output a work item, in two passes each.
/// Decides: which pass computes what. Neighbouring items are neighbouring columns, so that reads of
/// rows and writes are coalesced. Refuses to know: blocks, caches, how a CPU does it.
#pragma once

#include <ell_aggregation/kokkos_kernel.hpp>

namespace ell_aggregation {

/// W turned round: item = c * d_out + o.
template <class T>
struct TurnTask {
  DeviceMatrix<const T> weights;
  T* turned;

  KERNEL_FUNCTION void operator()(const std::size_t item) const {
    const std::size_t outputs = weights.extent(0);
    turned[item] = weights(item % outputs, item / outputs);
  }
};

/// rows(r, o) = sum over c of from(r, c) * turned(c, o), c below `depth`.
template <class T>
struct MultiplyTask {
  const T* from;
  std::size_t depth;
  const T* turned;
  std::size_t outputs;
  T* rows;

  KERNEL_FUNCTION void operator()(const std::size_t item) const {
    const T* x = from + item / outputs * depth;
    const T* w = turned + item % outputs;
    T total = 0;
    for (std::size_t c = 0; c < depth; ++c) total += x[c] * w[c * outputs];
    rows[item] = total;
  }
};

/// out(i, o) = (+) w * (rows(j, o) + attributes of the edge times turned(d_in + q, o)).
template <class A, class T>
struct ReduceTask {
  DeviceInputs<T> inputs;
  const T* rows;
  const T* turned;
  DeviceMatrix<T> out;

  KERNEL_FUNCTION void operator()(const std::size_t item) const {
    const std::size_t outputs = out.extent(1);
    const std::size_t row = item / outputs;
    const std::size_t output = item % outputs;
    const std::size_t slots = inputs.values.extent(1);
    const std::size_t attributes = inputs.attributes.extent(1);
    const std::size_t features = inputs.features.extent(1);
    T total = A::template identity<T>();
    for (std::size_t p = 0; p < slots; ++p) {
      const T value = inputs.values(row, p);
      if (value == A::template identity<T>()) continue;
      T message = rows[static_cast<std::size_t>(inputs.indices(row, p)) * outputs + output];
      for (std::size_t q = 0; q < attributes; ++q) {
        message +=
            inputs.attributes(row * slots + p, q) * turned[(features + q) * outputs + output];
      }
      total = A::combine(total, value * message);
    }
    out(row, output) = total;
  }
};

/// sums(i, c) = sum of w * [h_j ; a], item = i * (d_in + e) + c.
template <class T>
struct SumTask {
  DeviceInputs<T> inputs;
  T* sums;

  KERNEL_FUNCTION void operator()(const std::size_t item) const {
    const std::size_t features = inputs.features.extent(1);
    const std::size_t depth = inputs.weights.extent(1);
    const std::size_t slots = inputs.values.extent(1);
    const std::size_t row = item / depth;
    const std::size_t c = item % depth;
    T total = 0;
    for (std::size_t p = 0; p < slots; ++p) {
      const T value = inputs.values(row, p);
      if (value == T(0)) continue;
      total += value * (c < features
                            ? inputs.features(static_cast<std::size_t>(inputs.indices(row, p)), c)
                            : inputs.attributes(row * slots + p, c - features));
    }
    sums[item] = total;
  }
};

}  // namespace ell_aggregation
