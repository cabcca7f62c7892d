#include <fmt/format.h>

#include <tidegate/run/plan.hpp>

namespace tidegate::run {

std::string make_run_id(WallTime now, std::string_view commit) {
  constexpr std::size_t digits = 7;
  const std::string_view shown = commit.size() < digits ? "0000000" : commit.substr(0, digits);
  return compact_time(now) + "__" + std::string(shown);
}

std::string single_run_id(const std::string& id, std::uint32_t microseconds, std::uint16_t draw) {
  return fmt::format("{}-{:06}{:04x}", id, microseconds, draw);
}

Outcome<std::vector<Planned>> plan(const std::vector<CaseListing>& listings,
                                   const Selection& selection, const AttemptSpec& attempt,
                                   std::uint32_t attempts) {
  if (attempts == 0) {
    return fail(ErrorKind::usage, "a plan of 0 attempts measures nothing", "Ask for at least 1.");
  }
  const auto selected = select(listings, selection);
  if (!selected) return pass_on(selected);
  std::vector<Planned> planned;
  const Coverage coverage = selection.representative_only ? Coverage::fast : Coverage::full;
  planned.reserve(selected->size() * attempts);
  for (std::uint32_t round = 0; round < attempts; ++round) {
    for (const CaseListing& listing : *selected) {
      AttemptSpec spec = attempt;
      spec.key = listing.key;
      planned.push_back({std::move(spec), listing, coverage});
    }
  }
  return planned;
}

}  // namespace tidegate::run
