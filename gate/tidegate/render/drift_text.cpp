#include <array>

#include <fmt/format.h>

#include <tidegate/render/drift_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {
namespace {

using judge::DriftState;

/// In the order in which they need a person.
constexpr std::array<DriftState, 5> states{DriftState::drifted, DriftState::unstable,
                                           DriftState::unknown, DriftState::missing,
                                           DriftState::same};

}  // namespace

std::string drift_text(std::span<const judge::DriftLine> lines) {
  std::string text;
  std::string counts;
  std::size_t compared = 0;
  for (const DriftState state : states) {
    std::size_t count = 0;
    for (const judge::DriftLine& line : lines) {
      if (line.state != state) continue;
      ++count;
      if (state == DriftState::same) continue;
      text += fmt::format("  {:<8}  {}, seed {}\n            {}\n", drift_state_name(state),
                          plain_line(line.key.text()), line.seed, plain_line(line.why));
    }
    if (count == 0) continue;
    if (state == DriftState::same || state == DriftState::drifted) compared += count;
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count_text(count),
                          drift_state_name(state));
  }
  return text + fmt::format("{}; compared {} of {}\n", counts.empty() ? "no outputs" : counts,
                            count_text(compared), counted(lines.size(), "output"));
}

}  // namespace tidegate::render
