/// The softmax in plain loops, twice: see the header.
#include <cmath>
#include <limits>

#include <ell_aggregation/edge_softmax.hpp>

namespace ell_aggregation {
namespace {

template <class T>
void softmax_row(const T* scores, std::size_t slots, T* weights) {
  T largest = -infinity<T>;
  for (std::size_t p = 0; p < slots; ++p) {
    if (largest < scores[p]) largest = scores[p];
  }
  T total = 0;
  for (std::size_t p = 0; p < slots; ++p) {
    const bool is_edge = scores[p] != -infinity<T>;
    weights[p] = is_edge ? std::exp(scores[p] - largest) : T(0);
    total += weights[p];
  }
  if (total == T(0)) return;  // nothing but padding
  for (std::size_t p = 0; p < slots; ++p) {
    const T share = weights[p] / total;  // NaN for padding too where the total is NaN
    weights[p] = scores[p] != -infinity<T> ? share : T(0);
  }
}

}  // namespace

template <class T>
Fault plain_softmax(const Ell<T>& scores, Matrix<T>& weights) {
  const Fault fault = softmax_fits(scores.padded_for(), scores.rows(), scores.slots(), weights.rows,
                                   weights.columns);
  if (fault != Fault::none) return fault;
  const std::size_t slots = scores.slots();
  for (std::size_t row = 0; row < scores.rows(); ++row) {
    softmax_row(scores.values().values.data() + row * slots, slots,
                weights.values.data() + row * slots);
  }
  return Fault::none;
}

template <class T>
std::vector<double> softmax_oracle(const Ell<T>& scores) {
  const std::size_t rows = scores.rows();
  const std::size_t slots = scores.slots();
  if (softmax_fits(scores.padded_for(), rows, slots, rows, slots) != Fault::none) return {};
  std::vector<double> weights(rows * slots, 0.0);
  for (std::size_t i = 0; i < rows; ++i) {
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t p = 0; p < slots; ++p) {
      if (!scores.is_padding(i, p)) largest = std::fmax(largest, double{scores.values().at(i, p)});
    }
    double total = 0.0;
    for (std::size_t p = 0; p < slots; ++p) {
      if (scores.is_padding(i, p)) continue;
      weights[i * slots + p] = std::exp(double{scores.values().at(i, p)} - largest);
      total += weights[i * slots + p];
    }
    for (std::size_t p = 0; p < slots; ++p) {
      if (!scores.is_padding(i, p)) weights[i * slots + p] /= total;
    }
  }
  return weights;
}

template Fault plain_softmax(const Ell<float>&, Matrix<float>&);
template Fault plain_softmax(const Ell<double>&, Matrix<double>&);
template std::vector<double> softmax_oracle(const Ell<float>&);
template std::vector<double> softmax_oracle(const Ell<double>&);

}  // namespace ell_aggregation
