/// Broadcasting of batches: see the header.
#include <algorithm>

#include <semiring_matmul/batch.hpp>

namespace semiring_matmul {
namespace {

using Extents = std::span<const std::size_t>;

/// The extent `from_right` places before the last two; 1 where there is none.
std::size_t batch_extent(Extents extents, std::size_t from_right) {
  const std::size_t place = from_right + 3;
  return extents.size() < place ? 1 : extents[extents.size() - place];
}

/// Fills the map from the right, where the steps are known; false when two extents differ.
bool fill_map(Extents a, Extents b, BatchMap& map) {
  std::size_t a_step = 1;
  std::size_t b_step = 1;
  for (std::size_t right = 0; right < map.dimensions; ++right) {
    const std::size_t d = map.dimensions - 1 - right;
    const std::size_t of_a = batch_extent(a, right);
    const std::size_t of_b = batch_extent(b, right);
    if (of_a != of_b && of_a != 1 && of_b != 1) return false;
    map.extents[d] = of_a == 1 ? of_b : of_a;
    map.a_steps[d] = of_a == 1 ? 0 : a_step;
    map.b_steps[d] = of_b == 1 ? 0 : b_step;
    map.count *= map.extents[d];
    a_step *= of_a;
    b_step *= of_b;
  }
  return true;
}

BatchPlan refused(Fault fault) {
  BatchPlan plan;
  plan.fault = fault;
  return plan;
}

}  // namespace

std::size_t element_count(Extents extents) {
  std::size_t count = 1;
  for (const std::size_t extent : extents) count *= extent;
  return count;
}

BatchPlan plan_batch(Extents a, Extents b) {
  if (a.size() < 2 || b.size() < 2) return refused(Fault::too_few_dimensions);
  BatchPlan plan;
  plan.map.dimensions = std::max(a.size(), b.size()) - 2;
  if (plan.map.dimensions > max_batch_dimensions) return refused(Fault::too_many_dimensions);
  plan.rows = a[a.size() - 2];
  plan.depth = a[a.size() - 1];
  plan.columns = b[b.size() - 1];
  if (plan.depth != b[b.size() - 2]) return refused(Fault::inner_extents_differ);
  if (!fill_map(a, b, plan.map)) return refused(Fault::batch_extents_differ);
  plan.extents.assign(plan.map.extents, plan.map.extents + plan.map.dimensions);
  plan.extents.push_back(plan.rows);
  plan.extents.push_back(plan.columns);
  plan.a_elements = element_count(a);
  plan.b_elements = element_count(b);
  return plan;
}

BatchPlan plan_single(std::size_t rows, std::size_t depth, std::size_t columns) {
  const std::size_t a[] = {rows, depth};
  const std::size_t b[] = {depth, columns};
  return plan_batch(a, b);
}

Fault arrays_fit(const BatchPlan& plan, std::size_t a, std::size_t b, std::size_t c) {
  if (plan.fault != Fault::none) return plan.fault;
  if (a != plan.a_elements || b != plan.b_elements) return Fault::elements_missing;
  return c == plan.c_elements() ? Fault::none : Fault::output_does_not_fit;
}

}  // namespace semiring_matmul
