#include <algorithm>

#include <tidegate/judge/measured_keys.hpp>

namespace tidegate::judge {

MeasuredKeys::Run& MeasuredKeys::run_of(Seen& seen, std::uint32_t number) {
  const auto place =
      std::lower_bound(seen.runs.begin(), seen.runs.end(), number,
                       [](const Run& run, std::uint32_t wanted) { return run.number < wanted; });
  if (place != seen.runs.end() && place->number == number) return *place;
  return *seen.runs.insert(place, Run{number, false, false});
}

void MeasuredKeys::see(const SeenRow& row) {
  Seen& seen = keys_.try_emplace(row.key.canonical(), Seen{row.key, false, {}}).first->second;
  seen.representative = seen.representative || row.representative;
  if (row.status == Status::skipped) return;
  const auto number = static_cast<std::uint32_t>(runs_.size());
  Run& run = run_of(seen, runs_.try_emplace(row.run_id, number).first->second);
  if (row.status != Status::ok) {
    run.failed = true;
  } else if (!row.fell_back) {
    run.ok = true;
  }
}

void MeasuredKeys::add_to(CoverageCount& count) const {
  for (const auto& [canonical, seen] : keys_) {
    const bool measured = std::any_of(seen.runs.begin(), seen.runs.end(),
                                      [](const Run& run) { return run.ok && !run.failed; });
    count.add({seen.key, seen.representative, measured});
  }
}

}  // namespace tidegate::judge
