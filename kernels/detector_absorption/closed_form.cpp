/// All layers as one: see the header.
#include <detector_absorption/closed_form.hpp>
#include <detector_absorption/plain_loop.hpp>
#include <detector_absorption/plan.hpp>

namespace detector_absorption {

template <class T>
Fault closed_form(const Absorption& absorption, std::span<const T> intensities, std::span<T> out) {
  const Fault fault = fault_within_range<T>(absorption);
  if (fault != Fault::none) return fault;
  Absorption whole = absorption;
  if (telescopes(absorption) && intensities.size() == absorption.detector.pixels()) {
    whole.layers.spacing *= static_cast<double>(absorption.layers.steps);
    whole.layers.steps = 1;
  }
  return plain_loop<T>(whole, intensities, out);
}

template Fault closed_form(const Absorption&, std::span<const float>, std::span<float>);
template Fault closed_form(const Absorption&, std::span<const double>, std::span<double>);

}  // namespace detector_absorption
