#include <algorithm>

#include <fmt/format.h>

#include <tidegate/bisect/step.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/lockstep.hpp>

namespace tidegate::bisect {
namespace {

tl::unexpected<Error> stopped() {
  return fail(ErrorKind::interrupted, "interrupted before the commit had an answer",
              "Run it again: answers that were given are kept.");
}

std::string how_it_failed(const AttemptRow& row) {
  return fmt::format("{}: {}", status_name(row.status),
                     row.failure ? row.failure->message : "no reason given");
}

tl::unexpected<Error> good_side_failed(const AttemptRow& row) {
  return fail(ErrorKind::process,
              fmt::format("the good commit's worker was {}", how_it_failed(row)),
              "Nothing can be compared with it: name a good commit that can be measured.");
}

StepMeasured untestable(std::string why, std::vector<AttemptRow> rows) {
  StepMeasured measured;
  measured.step.why = std::move(why);
  measured.rows = std::move(rows);
  return measured;
}

StepMeasured answered(const judge::CutTest& test, std::vector<AttemptRow> rows) {
  StepMeasured measured;
  Step& step = measured.step;
  const judge::RatioFound ratio = test.ratio();
  step.pairs = test.pairs();
  step.ratio = ratio.ratio;
  step.low = ratio.low;
  step.high = ratio.high;
  step.log_ratios = test.log_ratios();
  switch (test.side().value_or(judge::CutSide::undecided)) {
    case judge::CutSide::below:
      step.answer = Answer::good;
      step.why = fmt::format("{} pairs put it below the cut", step.pairs);
      break;
    case judge::CutSide::above:
      step.answer = Answer::bad;
      step.why = fmt::format("{} pairs put it above the cut", step.pairs);
      break;
    case judge::CutSide::undecided:
      step.why = fmt::format("{} pairs, the whole budget, could not tell its side", step.pairs);
      break;
  }
  measured.rows = std::move(rows);
  return measured;
}

Outcome<bool> has_row(run::Worker& worker, const Key& key) {
  const auto listed = worker.list();
  if (!listed) return pass_on(listed);
  return std::any_of(listed->begin(), listed->end(), [&key](const CaseListing& listing) {
    return listing.key == key && listing.skip_reason.empty();
  });
}

/// Why this pair ends the step; empty where it was added. An error where the good side failed.
Outcome<std::string> take_pair(const StepOrder& order, judge::CutTest& test,
                               std::vector<AttemptRow>& rows) {
  const bool one_core = run::uses_one_core(order.spec.key.platform);
  const run::PairDraws draws = run::draw_pair(order.seed, test.pairs(), order.spec.samples,
                                              one_core ? run::allowed_cpus() : std::vector<int>{});
  auto measured =
      run::measure_pair(*order.good, *order.candidate, order.spec, draws, order.limit_s);
  if (order.interrupted && order.interrupted()) return stopped();
  if (const auto* failed = std::get_if<run::PairFailed>(&measured)) {
    if (failed->side == run::PairFailed::Side::baseline) return good_side_failed(failed->row);
    rows.push_back(failed->row);
    return "its worker was " + how_it_failed(failed->row);
  }
  auto& pair = std::get<run::PairMeasured>(measured);
  // A wrong result has no time that means anything; the candidate first, as the gate has it.
  if (pair.candidate_row.status != Status::ok) {
    return "its worker was " + how_it_failed(pair.candidate_row);
  }
  if (pair.baseline_row.status != Status::ok) return good_side_failed(pair.baseline_row);
  const auto added = test.add({pair.baseline, pair.candidate});
  rows.push_back(std::move(pair.baseline_row));
  rows.push_back(std::move(pair.candidate_row));
  return added ? std::string() : added.error().what;
}

}  // namespace

Outcome<StepMeasured> measure_step(const StepOrder& order) {
  const auto there = has_row(*order.candidate, order.spec.key);
  if (order.interrupted && order.interrupted()) return stopped();
  if (!there) return untestable("its worker lists nothing: " + there.error().what, {});
  if (!*there) {
    return untestable(fmt::format("it cannot measure {}", order.spec.key.text()), {});
  }
  judge::CutTest test(order.policy);
  std::vector<AttemptRow> rows;
  while (!test.side()) {
    if (order.interrupted && order.interrupted()) return stopped();
    if (order.starting_pair) order.starting_pair(test.pairs() + 1);
    const auto ended = take_pair(order, test, rows);
    if (!ended) return pass_on(ended);
    if (!ended->empty()) return untestable(*ended, std::move(rows));
  }
  return answered(test, std::move(rows));
}

}  // namespace tidegate::bisect
