/// A row a work item: see the header.
#include <cmath>

#include <ell_aggregation/kokkos_softmax.hpp>
#include <ell_aggregation/softmax_row.hpp>

namespace ell_aggregation {
namespace {

using kernels::DeviceMatrix;
using Space = Kokkos::DefaultExecutionSpace;

inline constexpr bool on_host =
    Kokkos::SpaceAccessibility<Kokkos::HostSpace, Space::memory_space>::accessible;

/// On a CPU, in vector registers.
template <class T>
struct HostTask {
  DeviceMatrix<const T> scores;
  DeviceMatrix<T> weights;

  void operator()(const std::size_t row) const {
    const std::size_t slots = scores.extent(1);
    softmax_row(scores.data() + row * slots, slots, weights.data() + row * slots);
  }
};

/// On a GPU, one slot after the other.
template <class T>
struct DeviceTask {
  DeviceMatrix<const T> scores;
  DeviceMatrix<T> weights;

  KERNEL_FUNCTION void operator()(const std::size_t row) const {
    const std::size_t slots = scores.extent(1);
    T largest = -infinity<T>;
    for (std::size_t p = 0; p < slots; ++p) largest = Max::combine(largest, T(scores(row, p)));
    T total = 0;
    for (std::size_t p = 0; p < slots; ++p) {
      const T score = scores(row, p);
      const T made = score == -infinity<T> ? T(0) : std::exp(score - largest);
      weights(row, p) = made;
      total += made;
    }
    if (total == T(0)) return;  // nothing but padding
    for (std::size_t p = 0; p < slots; ++p) {
      if (scores(row, p) != -infinity<T>) weights(row, p) /= total;  // a total of NaN spreads
    }
  }
};

}  // namespace

template <class T>
Fault kokkos_softmax(Reduction padded_for, const DeviceMatrix<const T>& scores,
                     const DeviceMatrix<T>& weights) {
  const Fault fault = softmax_fits(padded_for, scores.extent(0), scores.extent(1),
                                   weights.extent(0), weights.extent(1));
  if (fault != Fault::none || weights.size() == 0) return fault;
  using Policy = Kokkos::RangePolicy<Space, Kokkos::IndexType<std::size_t>>;
  using Task = std::conditional_t<on_host, HostTask<T>, DeviceTask<T>>;
  Kokkos::parallel_for("ell_edge_softmax", Policy(0, scores.extent(0)), Task{scores, weights});
  return Fault::none;
}

template Fault kokkos_softmax(Reduction, const DeviceMatrix<const float>&,
                              const DeviceMatrix<float>&);
template Fault kokkos_softmax(Reduction, const DeviceMatrix<const double>&,
                              const DeviceMatrix<double>&);

}  // namespace ell_aggregation
