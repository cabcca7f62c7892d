/// The implementations that need neither Kokkos nor CUDA.
#include "kernels/absorption_implementations.hpp"

#include <span>

#include <detector_absorption/closed_form.hpp>
#include <detector_absorption/plain_loop.hpp>

namespace absorption_tests {

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
       }}};
  return list;
}

template std::vector<Implementation<float>>& implementations();
template std::vector<Implementation<double>>& implementations();

}  // namespace absorption_tests
