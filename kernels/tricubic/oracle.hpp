/// What the interpolated value and its derivatives are, in double precision and in plain loops.
/// Decides: the values that every implementation is held against. Refuses to know: the weights and
/// tables of the implementations: a cubic is evaluated here by Neville's scheme, and its derivative
/// by differentiating that scheme (Press et al., Numerical Recipes, 3.2).
#pragma once

#include <cstddef>
#include <vector>

#include <tricubic/batch.hpp>
#include <tricubic/run_state.hpp>

namespace tricubic {

/// The cubic through y[0 .. 3] at x = -1, 0, 1, 2, and its derivative, at t.
struct Cubic {
  double value;
  double slope;
};
Cubic neville(const double (&y)[4], double t);

/// Results of one query as `treatment` wants it.
struct Expected {
  double value;
  double slope[axes];
};
template <class T>
Expected oracle_at(const Grid<T>& grid, const Settings& settings, Treatment treatment,
                   const Queries<T>& queries, std::size_t index);

/// Whether query `index` is out of range.
template <class T>
bool oracle_rejects(const Grid<T>& grid, Acceptance acceptance, const Queries<T>& queries,
                    std::size_t index);

}  // namespace tricubic
