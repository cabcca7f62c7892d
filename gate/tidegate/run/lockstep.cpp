#include <array>
#include <optional>
#include <string>

#include <tidegate/run/lockstep.hpp>
#include <tidegate/run/seeded_draw.hpp>

namespace tidegate::run {
namespace {

constexpr std::uint32_t padding_choices = 4096;

using Side = PairFailed::Side;

/// The two sides of a pair under one index.
struct Sides {
  std::array<Worker*, 2> workers;
  std::array<std::unique_ptr<LockstepSession>, 2> sessions;
  std::array<std::vector<double>, 2> samples;
};

constexpr std::size_t index_of(Side side) { return side == Side::baseline ? 0 : 1; }

std::array<Side, 2> in_order(bool candidate_first) {
  if (candidate_first) return {Side::candidate, Side::baseline};
  return {Side::baseline, Side::candidate};
}

/// A session that gave an error cannot have a good row, whatever its worker wrote.
AttemptRow failed(AttemptRow row, const std::string& what) {
  if (row.status == Status::ok) {
    row.status = Status::crashed;
    row.failure = Failure{"protocol", what, {}, {}, {}};
  }
  return row;
}

PairFailed failed_at_start(Side side, AttemptRow row) {
  return {side, failed(std::move(row), "it did not become ready"), false};
}

PairFailed failed_midway(Side side, AttemptRow row, const std::string& what) {
  return {side, failed(std::move(row), what), true};
}

Placement placement_of(Side side, const PairDraws& draws, double limit_s) {
  Placement placement;
  if (draws.cpu >= 0) placement.cpus = {draws.cpu};
  placement.limit_s = limit_s;
  placement.padding = side == Side::baseline ? draws.baseline_padding : draws.candidate_padding;
  return placement;
}

std::optional<PairFailed> launch(Sides& sides, const AttemptSpec& spec, const PairDraws& draws,
                                 double limit_s) {
  for (const Side side : in_order(draws.candidate_launched_first)) {
    auto session =
        sides.workers[index_of(side)]->lockstep(spec, placement_of(side, draws, limit_s));
    if (!session) return failed_at_start(side, std::move(session.error()));
    sides.sessions[index_of(side)] = std::move(*session);
  }
  return std::nullopt;
}

std::optional<PairFailed> take_round(Sides& sides, bool candidate_first) {
  for (const Side side : in_order(candidate_first)) {
    auto& session = sides.sessions[index_of(side)];
    const auto seconds = session->sample();
    if (!seconds) return failed_midway(side, session->end(), seconds.error().what);
    sides.samples[index_of(side)].push_back(*seconds);
  }
  return std::nullopt;
}

/// A row that says `fidelity_inconclusive` was measured; every other status but ok failed.
bool was_measured(const AttemptRow& row) {
  return row.status == Status::ok || row.status == Status::fidelity_inconclusive;
}

std::variant<PairMeasured, PairFailed> end_both(Sides& sides) {
  AttemptRow baseline = sides.sessions[0]->end();
  AttemptRow candidate = sides.sessions[1]->end();
  if (!was_measured(candidate)) return PairFailed{Side::candidate, std::move(candidate), true};
  if (!was_measured(baseline)) return PairFailed{Side::baseline, std::move(baseline), true};
  return PairMeasured{std::move(sides.samples[0]), std::move(sides.samples[1]), std::move(baseline),
                      std::move(candidate)};
}

std::variant<PairMeasured, PairFailed> measure_together(Sides& sides, const AttemptSpec& spec,
                                                        const PairDraws& draws, double limit_s) {
  if (auto problem = launch(sides, spec, draws, limit_s)) return std::move(*problem);
  for (std::uint32_t round = 0; round < spec.samples; ++round) {
    const bool candidate_first =
        round < draws.candidate_first.size() && draws.candidate_first[round];
    if (auto problem = take_round(sides, candidate_first)) return std::move(*problem);
  }
  return end_both(sides);
}

/// The failure of a candidate that is sampled without its partner; nothing when it goes through.
std::optional<PairFailed> failure_alone(Worker& candidate, const AttemptSpec& spec,
                                        const Placement& placement) {
  auto session = candidate.lockstep(spec, placement);
  if (!session) return failed_at_start(Side::candidate, std::move(session.error()));
  for (std::uint32_t round = 0; round < spec.samples; ++round) {
    const auto seconds = (*session)->sample();
    if (!seconds) return failed_midway(Side::candidate, (*session)->end(), seconds.error().what);
  }
  AttemptRow row = (*session)->end();
  if (row.status == Status::ok) return std::nullopt;
  return PairFailed{Side::candidate, std::move(row), true};
}

}  // namespace

PairDraws draw_pair(std::uint64_t seed, std::uint32_t pair, std::uint32_t rounds,
                    const std::vector<int>& cpus) {
  SeededDraw draw(seed, pair);
  PairDraws draws;
  if (!cpus.empty()) draws.cpu = cpus[draw.below(cpus.size())];
  draws.candidate_launched_first = draw.coin();
  draws.baseline_padding = static_cast<std::uint32_t>(draw.below(padding_choices));
  draws.candidate_padding = static_cast<std::uint32_t>(draw.below(padding_choices));
  for (std::uint32_t round = 0; round < rounds; ++round) {
    draws.candidate_first.push_back(draw.coin());
  }
  return draws;
}

std::variant<PairMeasured, PairFailed> measure_pair(Worker& baseline, Worker& candidate,
                                                    const AttemptSpec& spec, const PairDraws& draws,
                                                    double limit_s) {
  Sides sides{{&baseline, &candidate}, {}, {}};
  auto measured = measure_together(sides, spec, draws, limit_s);
  const auto* failure = std::get_if<PairFailed>(&measured);
  const bool in_doubt = failure != nullptr && failure->side == Side::baseline &&
                        failure->row.status != Status::skipped;
  if (!in_doubt) return measured;
  for (auto& session : sides.sessions) session.reset();
  auto own = failure_alone(candidate, spec, placement_of(Side::candidate, draws, limit_s));
  if (own) return std::move(*own);
  return measured;
}

}  // namespace tidegate::run
