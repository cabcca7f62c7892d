/// Terms of an absorption: see the header.
#include <algorithm>
#include <cmath>
#include <limits>

#include <detector_absorption/plan.hpp>

namespace detector_absorption {
namespace {

/// Layers `first` up to `last`, taken as one, as seen from the place of layer `first`.
struct Slab {
  std::size_t first;
  std::size_t last;
};

/// Signed distance of the plane in which the rho of layer `layer` is measured.
double plane_distance(const Absorption& a, std::size_t layer) {
  const double depth =
      a.position == Position::per_layer ? static_cast<double>(layer) * a.layers.spacing : 0.0;
  return dot(a.detector.corner, a.detector.normal) + depth;
}

template <class T>
Term<T> term_of(const Absorption& a, const Slab& slab) {
  const double thickness = a.layers.spacing * a.layers.attenuation;  // of one layer, no unit
  const double before = static_cast<double>(slab.first) * thickness;
  const double inside = static_cast<double>(slab.last - slab.first) * thickness;
  const double k = plane_distance(a, slab.first);
  const double away = std::abs(k);
  Term<T> term;
  term.plane = static_cast<T>(k * k);
  term.entry = before == 0.0 ? T(0) : static_cast<T>(before / away);
  term.entry_most = static_cast<T>(std::min(before / least_obliquity, most_exponent<T>));
  term.width = static_cast<T>(inside / away);
  term.width_most = static_cast<T>(std::min(inside / least_obliquity, most_exponent<T>));
  term.behind = k < 0.0;
  return term;
}

/// A sheet that does not absorb stops everything: 1 - e^-most is 1 in every precision.
template <class T>
Term<T> captures_all() {
  Term<T> term;
  term.width = std::numeric_limits<T>::infinity();
  term.width_most = static_cast<T>(most_exponent<T>);
  return term;
}

template <class T>
Grid<T> grid_of(const Detector& d) {
  const double half = 0.5 * d.pixel;
  return {d.columns, d.rows, static_cast<T>(dot(d.corner, d.fast) + half),
          static_cast<T>(dot(d.corner, d.slow) + half), static_cast<T>(d.pixel)};
}

/// The farthest a pixel's centre is from the sample, in the plane at distance k: at a corner.
double farthest(const Detector& d, double k) {
  const double u = dot(d.corner, d.fast);
  const double v = dot(d.corner, d.slow);
  const double across = std::max(std::abs(u), std::abs(u + d.pixel * double(d.columns)));
  const double down = std::max(std::abs(v), std::abs(v + d.pixel * double(d.rows)));
  return std::hypot(across, down, k);
}

/// Seen from behind, factors are e^(+x): whether the largest leaves the range of T.
template <class T>
bool grows_beyond(const Absorption& a, std::size_t layer) {
  const double k = plane_distance(a, layer);
  if (!(k < 0.0)) return false;
  const double slant = std::min(farthest(a.detector, k) / -k, 1.0 / least_obliquity);
  const double x = static_cast<double>(layer + 1) * a.layers.spacing * a.layers.attenuation;
  return !(slant * x <= most_exponent<T>);
}

template <class T>
bool any_grows_beyond(const Absorption& a) {
  if (!a.layers.absorbs()) return false;
  for (std::size_t t = 0; t < a.layers.steps; ++t) {
    if (grows_beyond<T>(a, t)) return true;
  }
  return false;
}

template <class T>
void add_terms(const Absorption& a, Plan<T>& plan) {
  const std::size_t steps = a.layers.steps;
  if (!a.layers.absorbs()) {
    plan.terms = {captures_all<T>()};
    plan.one_image = plan.image_per_layer = {0, 1, 0};
    return;
  }
  if (a.thickness == Thickness::last_layer) {
    plan.terms = {term_of<T>(a, {steps - 1, steps})};
    plan.one_image = plan.image_per_layer = {0, 1, steps - 1};
    return;
  }
  for (std::size_t t = 0; t < steps; ++t) plan.terms.push_back(term_of<T>(a, {t, t + 1}));
  plan.one_image = plan.image_per_layer = {0, steps, 0};
  if (a.position == Position::shared) {
    plan.terms.push_back(term_of<T>(a, {0, steps}));
    plan.one_image = {steps, 1, 0};
  }
}

}  // namespace

Fault fault_of(const Absorption& absorption) {
  const Layers& layers = absorption.layers;
  const bool usable = layers.spacing >= 0.0 && std::isfinite(layers.spacing) &&
                      layers.attenuation >= 0.0 && std::isfinite(layers.attenuation);
  if (fault_of(absorption.detector) != DetectorFault::none) return Fault::detector_unusable;
  return usable && layers.steps > 0 ? Fault::none : Fault::layers_unusable;
}

template <class T>
Fault fault_within_range(const Absorption& absorption) {
  const Fault fault = fault_of(absorption);
  if (fault != Fault::none) return fault;
  return any_grows_beyond<T>(absorption) ? Fault::grows_beyond_range : Fault::none;
}

template <class T>
Planned<T> make_plan(const Absorption& absorption) {
  const Fault fault = fault_within_range<T>(absorption);
  if (fault != Fault::none) return {fault, {}};
  Planned<T> planned;
  planned.plan.grid = grid_of<T>(absorption.detector);
  planned.plan.steps = absorption.layers.steps;
  add_terms(absorption, planned.plan);
  return planned;
}

template Fault fault_within_range<float>(const Absorption&);
template Fault fault_within_range<double>(const Absorption&);
template Planned<float> make_plan(const Absorption&);
template Planned<double> make_plan(const Absorption&);

}  // namespace detector_absorption
