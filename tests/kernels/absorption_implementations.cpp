/// The implementations that need neither Kokkos nor CUDA.
#include "kernels/absorption_implementations.hpp"

#include <span>

#include <detector_absorption/closed_form.hpp>
#include <detector_absorption/pixel.hpp>
#include <detector_absorption/plain_loop.hpp>

namespace absorption_tests {

namespace {

/// What a thread of a device does, for every pixel in turn.
template <class T>
Fault device_pixels(const Absorption& absorption, const std::vector<T>& in, std::vector<T>& out) {
  const auto planned = detector_absorption::make_plan<T>(absorption);
  if (planned.fault != Fault::none) return planned.fault;
  const auto& plan = planned.plan;
  const Fault fault = sizes_fit(plan, in.size(), out.size());
  if (fault != Fault::none) return fault;
  const auto job = job_of(plan, plan.terms.data(), in.data(), in.size(), out.data());
  for (std::size_t row = 0; row < plan.grid.rows; ++row) {
    for (std::size_t column = 0; column < plan.grid.columns; ++column) {
      absorb_pixel(job, row, column);
    }
  }
  return Fault::none;
}

}  // namespace

template <class T>
std::vector<Implementation<T>>& implementations() {
  static std::vector<Implementation<T>> list = {
      {"plain_loop",
       [](const Absorption& absorption, const std::vector<T>& in, std::vector<T>& out) {
         return detector_absorption::plain_loop<T>(absorption, in, std::span<T>(out));
       }},
      {"closed_form",
       [](const Absorption& absorption, const std::vector<T>& in, std::vector<T>& out) {
         return detector_absorption::closed_form<T>(absorption, in, std::span<T>(out));
       }},
      {"device_pixels", device_pixels<T>}};
  return list;
}

template std::vector<Implementation<float>>& implementations();
template std::vector<Implementation<double>>& implementations();

}  // namespace absorption_tests
