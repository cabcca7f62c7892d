/// Provider eigen_linear: the algebraic shortcut (sum of w h) W with Eigen, one thread.
/// Decides: that its name says so, like kokkos_linear's: it sums before it multiplies, forms no
/// message and knows sums alone, so that nobody takes its time for that of the edge function. The
/// ELL arrays are Eigen's sparse matrix as they stand: nothing is converted. Refuses to know: the
/// other providers.
#include <Eigen/Core>
#include <Eigen/SparseCore>

#include "workload.hpp"

namespace {

template <class T>
using Dense = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <class T>
using Sparse = Eigen::SparseMatrix<T, Eigen::RowMajor, std::int32_t>;

template <class T>
Eigen::Map<const Dense<T>> map_of(const ell_aggregation::Matrix<T>& matrix) {
  return {matrix.values.data(), static_cast<Eigen::Index>(matrix.rows),
          static_cast<Eigen::Index>(matrix.columns)};
}

template <class T>
void measure(tidegate::State& state, const ell_bench::Workload<T>& work) {
  const auto& ell = work.inputs.ell;
  std::vector<std::int32_t> starts(ell.rows() + 1);
  for (std::size_t row = 0; row < starts.size(); ++row) {
    starts[row] = static_cast<std::int32_t>(row * ell.slots());
  }
  const auto nodes = static_cast<Eigen::Index>(work.nodes());
  const Eigen::Map<const Sparse<T>> edges(nodes, nodes, starts.back(), starts.data(),
                                          ell.indices().values.data(), ell.values().values.data());
  const auto h = map_of(work.inputs.features);
  const auto w = map_of(work.inputs.weights);
  Dense<T> sums(nodes, h.cols());
  ell_aggregation::Matrix<T> out(work.nodes(), ell_bench::features);
  Eigen::Map<Dense<T>> mapped(out.values.data(), nodes, w.rows());
  state.poison(out.values);
  state.measure([&] {
    sums.noalias() = edges * h;
    mapped.noalias() = sums * w.transpose();
    return out.values.data();
  });
  ell_bench::check(state, work, out.values);
}

void run_eigen_linear(tidegate::State& state) {
  ell_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("ell_aggregation", "eigen_linear", run_eigen_linear,
                  {.supports = ell_bench::is_sum});

}  // namespace
