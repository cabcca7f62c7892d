#include "harness_memory.hpp"

#include <algorithm>

namespace tidegate::command {
namespace {

/// Numbers in their order; words are all alike, so that the first listed stands.
double size_of(const Key& key, const std::string& axis) {
  const AxisValue* value = key.point.find(axis);
  if (value == nullptr) return 0;
  if (const auto* whole = std::get_if<std::int64_t>(value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(value)) return *real;
  return 0;
}

bool same_program_part(const Key& a, const Key& b) {
  return a.case_name == b.case_name && a.provider == b.provider && a.platform == b.platform;
}

bool ran(const std::vector<AttemptRow>& rows, const Key& key) {
  return std::any_of(rows.begin(), rows.end(), [&key](const AttemptRow& row) {
    return row.status == Status::ok && row.key == key;
  });
}

}  // namespace

std::vector<run::Planned> constructions_plan(const std::vector<run::Planned>& plan,
                                             const std::vector<AttemptRow>& rows,
                                             const evidence::Config& config) {
  std::vector<const run::Planned*> smallest;
  for (const run::Planned& planned : plan) {
    const Key& key = planned.spec.key;
    if (!ran(rows, key)) continue;
    const auto known = std::find_if(
        smallest.begin(), smallest.end(),
        [&key](const run::Planned* one) { return same_program_part(one->spec.key, key); });
    if (known == smallest.end()) {
      smallest.push_back(&planned);
    } else if (size_of(key, config.size_axis) < size_of((*known)->spec.key, config.size_axis)) {
      *known = &planned;
    }
  }
  std::vector<run::Planned> again;
  for (const run::Planned* planned : smallest) {
    for (std::uint64_t i = 0; i < config.constructions; ++i) {
      again.push_back(*planned);
      // Its times are nobody's: as few and as short samples as a row may have.
      again.back().spec.samples = 30;
      again.back().spec.min_sample_s = 1e-6;
    }
  }
  return again;
}

}  // namespace tidegate::command
