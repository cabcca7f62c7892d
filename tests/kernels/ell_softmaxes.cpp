/// The softmax over edges that needs no Kokkos.
#include "kernels/ell_softmaxes.hpp"

#include <ell_aggregation/edge_softmax.hpp>

namespace ell_tests {

template <class T>
std::vector<Softmax<T>>& softmaxes() {
  static std::vector<Softmax<T>> list = {{"plain_loop", ell_aggregation::plain_softmax<T>}};
  return list;
}

template std::vector<Softmax<float>>& softmaxes();
template std::vector<Softmax<double>>& softmaxes();

}  // namespace ell_tests
