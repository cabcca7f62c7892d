/// The implementations that need no Kokkos, and drawn inputs.
#include "kernels/ell_implementations.hpp"

#include <ell_aggregation/plain_loop.hpp>
#include <gtest/gtest.h>

namespace ell_tests {
namespace {

template <class T>
std::vector<T> normals(kernels::Generator& generator, std::size_t count) {
  std::vector<T> made(count);
  for (T& value : made) value = static_cast<T>(generator.normal());
  return made;
}

template <class T>
std::vector<std::vector<Edge<T>>> random_rows(const Extents& extents,
                                              kernels::Generator& generator) {
  std::vector<std::vector<Edge<T>>> rows(extents.rows);
  for (auto& row : rows) {
    const std::size_t edges = extents.columns == 0 ? 0 : generator.word() % (extents.slots + 1);
    for (std::size_t i = 0; i < edges; ++i) {
      row.push_back({static_cast<std::int32_t>(generator.word() % extents.columns),
                     static_cast<T>(generator.normal())});
    }
  }
  return rows;
}

}  // namespace

template <class T>
std::vector<Implementation<T>>& implementations() {
  static std::vector<Implementation<T>> list = {
      {"plain_loop", [](Reduction reduction, const Inputs<T>& inputs, Matrix<T>& out) {
         return ell_aggregation::plain_loop(reduction, inputs, out);
       }}};
  return list;
}

std::string text(const Extents& extents) {
  return std::to_string(extents.rows) + "x" + std::to_string(extents.slots) + "<-" +
         std::to_string(extents.columns) + " features " + std::to_string(extents.features) + "->" +
         std::to_string(extents.outputs) + " attributes " + std::to_string(extents.attributes);
}

std::vector<Extents> all_extents() {
  return {{0, 0, 0, 0, 0, 0},     {0, 3, 5, 2, 2, 0},      {3, 0, 5, 2, 2, 0},
          {3, 0, 0, 2, 2, 0},     {3, 2, 5, 0, 2, 0},      {3, 2, 5, 0, 2, 3},
          {3, 2, 5, 2, 0, 1},     {1, 1, 1, 1, 1, 0},      {1, 1, 1, 1, 1, 1},
          {2, 3, 3, 2, 5, 2},     {7, 5, 11, 13, 17, 3},   {8, 16, 8, 64, 64, 0},
          {9, 16, 7, 31, 33, 0},  {16, 4, 16, 32, 32, 1},  {17, 3, 40, 33, 31, 0},
          {40, 7, 17, 65, 63, 5}, {50, 16, 50, 64, 64, 2}, {97, 9, 13, 1, 129, 0},
          {13, 9, 97, 129, 1, 4}, {64, 16, 64, 16, 16, 0}};
}

template <class T>
Inputs<T> random_inputs(const Extents& extents, Reduction reduction, std::uint64_t seed) {
  kernels::Generator generator(seed);
  Inputs<T> inputs;
  const auto rows = random_rows<T>(extents, generator);
  const auto pad =
      static_cast<std::int32_t>(extents.columns == 0 ? 0 : generator.word() % extents.columns);
  const Fault fault = inputs.ell.build(rows, extents.columns, extents.slots, reduction, pad);
  EXPECT_EQ(fault, Fault::none) << sentence(fault);
  inputs.features = Matrix<T>(extents.columns, extents.features);
  inputs.features.values = normals<T>(generator, extents.columns * extents.features);
  inputs.weights = Matrix<T>(extents.outputs, extents.features + extents.attributes);
  inputs.weights.values = normals<T>(generator, inputs.weights.values.size());
  if (extents.attributes > 0) {
    const std::size_t count = extents.rows * extents.slots * extents.attributes;
    inputs.attributes = EdgeAttributes<T>{extents.rows, extents.slots, extents.attributes,
                                          normals<T>(generator, count)};
  }
  return inputs;
}

template <class T>
Matrix<T> output(const Implementation<T>& implementation, Reduction reduction,
                 const Inputs<T>& inputs) {
  Matrix<T> out(inputs.ell.rows(), inputs.weights.rows);
  const Fault fault = implementation.run(reduction, inputs, out);
  EXPECT_EQ(fault, Fault::none) << sentence(fault);
  return out;
}

template std::vector<Implementation<float>>& implementations();
template std::vector<Implementation<double>>& implementations();
template Inputs<float> random_inputs(const Extents&, Reduction, std::uint64_t);
template Inputs<double> random_inputs(const Extents&, Reduction, std::uint64_t);
template Matrix<float> output(const Implementation<float>&, Reduction, const Inputs<float>&);
template Matrix<double> output(const Implementation<double>&, Reduction, const Inputs<double>&);

}  // namespace ell_tests
