/// Neville's scheme on three axes: see the header.
#include <cmath>

#include <tricubic/oracle.hpp>

namespace tricubic {
namespace {

struct Point {
  double x[axes];
};

template <class T>
Point point_of(const Queries<T>& queries, std::size_t index) {
  return {{static_cast<double>(queries.x[0][index]), static_cast<double>(queries.x[1][index]),
           static_cast<double>(queries.x[2][index])}};
}

/// As the rules are written down, with room for both sides of each comparison.
bool rejects(double x, Range range, Acceptance acceptance) {
  if (!std::isfinite(x)) return true;
  if (acceptance == Acceptance::neighbourhood) {
    return std::floor(x) - 1 < range.first || std::floor(x) + 2 > range.last;
  }
  return x - range.first + 3 > range.last - range.first + 1 || x - 2 < range.first;
}

/// The cubic of a query that is in range: along l first, then along k, then along h.
template <class T>
Expected cubic(const Grid<T>& grid, const Point& at) {
  int corner[axes];
  double t[axes];
  for (int axis = 0; axis < axes; ++axis) {
    corner[axis] = static_cast<int>(std::floor(at.x[axis])) - 1;
    t[axis] = at.x[axis] - std::floor(at.x[axis]);
  }
  double plane[4];
  double plane_k[4];
  double plane_l[4];
  for (int h = 0; h < 4; ++h) {
    double row[4];
    double row_l[4];
    for (int k = 0; k < 4; ++k) {
      double values[4];
      for (int l = 0; l < 4; ++l) {
        values[l] = grid.at(corner[0] + h, corner[1] + k, corner[2] + l);
      }
      const Cubic along = neville(values, t[2]);
      row[k] = along.value;
      row_l[k] = along.slope;
    }
    const Cubic along = neville(row, t[1]);
    plane[h] = along.value;
    plane_k[h] = along.slope;
    plane_l[h] = neville(row_l, t[1]).value;
  }
  const Cubic along = neville(plane, t[0]);
  return {along.value, {along.slope, neville(plane_k, t[0]).value, neville(plane_l, t[0]).value}};
}

template <class T>
Expected nearest(const Grid<T>& grid, double default_value, const Point& at) {
  int point[axes];
  for (int axis = 0; axis < axes; ++axis) {
    // long double: x - 1/2 is not rounded across a whole number
    const long double index = std::ceil(static_cast<long double>(at.x[axis]) - 0.5L);
    const bool inside = index >= grid.range[axis].first && index <= grid.range[axis].last;
    if (!inside) return {default_value, {0, 0, 0}};
    point[axis] = static_cast<int>(index);
  }
  return {static_cast<double>(grid.at(point[0], point[1], point[2])), {0, 0, 0}};
}

}  // namespace

Cubic neville(const double (&y)[4], double t) {
  double value[4] = {y[0], y[1], y[2], y[3]};
  double slope[4] = {0, 0, 0, 0};
  for (int order = 1; order < 4; ++order) {
    for (int i = 0; i + order < 4; ++i) {
      const double left = i - 1;
      const double right = i + order - 1;
      const double width = right - left;
      slope[i] =
          (value[i + 1] - value[i] + (t - left) * slope[i + 1] + (right - t) * slope[i]) / width;
      value[i] = ((t - left) * value[i + 1] + (right - t) * value[i]) / width;
    }
  }
  return {value[0], slope[0]};
}

template <class T>
bool oracle_rejects(const Grid<T>& grid, Acceptance acceptance, const Queries<T>& queries,
                    std::size_t index) {
  const Point at = point_of(queries, index);
  return rejects(at.x[0], grid.range[0], acceptance) ||
         rejects(at.x[1], grid.range[1], acceptance) || rejects(at.x[2], grid.range[2], acceptance);
}

template <class T>
Expected oracle_at(const Grid<T>& grid, const Settings& settings, Treatment treatment,
                   const Queries<T>& queries, std::size_t index) {
  if (treatment == Treatment::default_value) return {settings.default_value, {0, 0, 0}};
  const Point at = point_of(queries, index);
  if (treatment == Treatment::interpolate &&
      !oracle_rejects(grid, settings.acceptance, queries, index)) {
    return cubic(grid, at);
  }
  return nearest(grid, settings.default_value, at);
}

template bool oracle_rejects(const Grid<float>&, Acceptance, const Queries<float>&, std::size_t);
template bool oracle_rejects(const Grid<double>&, Acceptance, const Queries<double>&, std::size_t);
template Expected oracle_at(const Grid<float>&, const Settings&, Treatment, const Queries<float>&,
                            std::size_t);
template Expected oracle_at(const Grid<double>&, const Settings&, Treatment, const Queries<double>&,
                            std::size_t);

}  // namespace tricubic
