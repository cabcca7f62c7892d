#include <vector>

#include <tidegate/judge/pooled_echo.hpp>

namespace tidegate::judge {

std::optional<Echo> pooled_echo(std::span<const AttemptRow* const> attempts) {
  constexpr double above_all = 2;  // correlations end at 1
  std::optional<Echo> least;
  bool known = true;
  for (const AttemptRow* attempt : attempts) {
    if (attempt->status != Status::ok) continue;
    const std::optional<Echo> echo = attempt->fidelity ? attempt->fidelity->echo : std::nullopt;
    known = known && echo && echo->correlation;
    if (!echo) continue;
    const double correlation = echo->correlation.value_or(above_all);
    if (!least || correlation < least->correlation.value_or(above_all)) least = echo;
  }
  if (least && !known) least->correlation = std::nullopt;
  return least;
}

std::optional<Echo> pooled_echo(std::span<const AttemptRow> attempts) {
  std::vector<const AttemptRow*> all;
  all.reserve(attempts.size());
  for (const AttemptRow& attempt : attempts) all.push_back(&attempt);
  return pooled_echo(std::span<const AttemptRow* const>(all));
}

}  // namespace tidegate::judge
