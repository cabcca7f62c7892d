/// Shapes at which a blocked product breaks when it breaks.
/// Decides: the list. Refuses to know: tile sizes; the list holds edges around all likely ones.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace semiring_tests {

/// A (m,k) times B (k,n).
struct Shape {
  std::size_t m;
  std::size_t k;
  std::size_t n;
};

/// `3x5x7`: m, k, n.
inline std::string text(const Shape& shape) {
  return std::to_string(shape.m) + "x" + std::to_string(shape.k) + "x" + std::to_string(shape.n);
}

/// Nothing, one, primes, multiples of a tile and their neighbours, more than one chunk.
inline std::vector<Shape> all_shapes() {
  return {{0, 0, 0},    {0, 3, 2},     {3, 0, 2},     {2, 3, 0},     {1, 1, 1},
          {1, 5, 1},    {2, 2, 2},     {7, 1, 3},     {3, 129, 5},   {8, 8, 8},
          {9, 17, 33},  {13, 31, 29},  {31, 2, 97},   {32, 32, 32},  {64, 64, 32},
          {65, 63, 31}, {67, 300, 71}, {128, 64, 64}, {1, 257, 130}, {130, 64, 1}};
}

}  // namespace semiring_tests
