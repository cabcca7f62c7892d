/// The switch of a run: see the header.
#include <tricubic/run_state.hpp>

namespace tricubic {

bool interpolation_enabled(int cells_a, int cells_b, int cells_c, Override asked) {
  constexpr int few = 2;
  switch (asked) {
    case Override::on:
      return true;
    case Override::off:
      return false;
    case Override::none:
      break;
  }
  return cells_a <= few || cells_b <= few || cells_c <= few;
}

Treatment RunState::decide(bool has_table, std::uint64_t out_of_range) {
  if (!has_table) return Treatment::default_value;
  if (!interpolating_) return Treatment::nearest;
  if (settings_.policy == OutOfRange::per_query || out_of_range == 0) return Treatment::interpolate;
  note(out_of_range);
  interpolating_ = false;
  return Treatment::default_value;
}

std::optional<Warning> RunState::take_warning() {
  if (warned_ || out_of_range_ == 0) return std::nullopt;
  warned_ = true;
  const std::string found = "tricubic interpolation: " + std::to_string(out_of_range_) +
                            " queries have no full neighbourhood inside the grid.\n";
  if (settings_.policy == OutOfRange::sticky) {
    return Warning{
        found + "Interpolation is off for the rest of the run; this is the only warning.",
        out_of_range_};
  }
  return Warning{found + "They take the nearest neighbour; this is the only warning.",
                 out_of_range_};
}

}  // namespace tricubic
