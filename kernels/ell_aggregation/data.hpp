/// Seeded inputs of an aggregation.
/// Decides: what is drawn and in which order. Refuses to know: how (common/generator).
#pragma once

#include <cstddef>
#include <cstdint>

#include <ell_aggregation/inputs.hpp>

namespace ell_aggregation {

/// A graph of n nodes: features N(0, 1), W N(0, 1) / sqrt(d_in), edge weights N(0, 1), k sources a
/// node, uniform with replacement. No padding, no attributes. Equal seeds give equal inputs for
/// every reduction, and an fp32 input is the rounded fp64 one.
template <class T>
Inputs<T> make_inputs(Reduction reduction, std::size_t n, std::size_t k, std::size_t d_in,
                      std::size_t d_out, std::uint64_t seed);

}  // namespace ell_aggregation
