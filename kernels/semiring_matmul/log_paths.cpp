/// Counts of blocks: see the header.
#include <semiring_matmul/log_paths.hpp>
#include <semiring_matmul/log_range.hpp>

namespace semiring_matmul {

template <class S, class T>
LogPaths log_paths(const BatchPlan& plan, const std::vector<T>& a, const std::vector<T>& b,
                   std::size_t wanted) {
  LogPaths paths;
  if (arrays_fit(plan, a.size(), b.size(), plan.c_elements()) != Fault::none) return paths;
  const BlockGrid<S> grid(plan.rows, plan.columns, wanted);
  for (std::size_t i = 0; i < plan.map.count; ++i) {
    const T* a_matrix = a.data() + plan.map.a_matrix(i) * plan.rows * plan.depth;
    const T* b_matrix = b.data() + plan.map.b_matrix(i) * plan.depth * plan.columns;
    const MatrixView<const T> a_view{a_matrix, plan.rows, plan.depth, plan.depth};
    const MatrixView<const T> b_view{b_matrix, plan.depth, plan.columns, plan.columns};
    for (std::size_t block = 0; block < grid.count(); ++block) {
      Middles<S> middles;
      ++(can_factor(a_view, b_view, grid.place(block), middles) ? paths.factored : paths.streamed);
    }
  }
  return paths;
}

template LogPaths log_paths<float>(const BatchPlan&, const std::vector<float>&,
                                   const std::vector<float>&, std::size_t);
template LogPaths log_paths<double>(const BatchPlan&, const std::vector<float>&,
                                    const std::vector<float>&, std::size_t);
template LogPaths log_paths<double>(const BatchPlan&, const std::vector<double>&,
                                    const std::vector<double>&, std::size_t);

}  // namespace semiring_matmul
