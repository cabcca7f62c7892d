#include <cmath>

#include <fmt/format.h>

#include <tidegate/judge/screen_line.hpp>

namespace tidegate::judge {
namespace {

constexpr std::uint64_t samples_for_p95 = 20;
constexpr std::uint64_t samples_to_decide = 200;

void conclude(GateLine& line, Verdict verdict, std::string reason) {
  line.verdict = verdict;
  line.reason = std::move(reason);
  line.next_step = std::string(next_step(verdict));
}

/// Verdicts that need no number: the current row is missing or failed. False when it is fine.
bool failed(GateLine& line, const ResultRow* candidate) {
  if (candidate == nullptr) {
    conclude(line, Verdict::broken, "the row is missing: it was expected and not measured");
    line.next_step = "Measure it with `tidegate run`, or take it off the list of expected rows.";
    return true;
  }
  const Status status = candidate->status;
  if (status == Status::ok) return false;
  const bool unfaithful =
      status == Status::fidelity_failed || status == Status::fidelity_inconclusive;
  conclude(line, unfaithful ? Verdict::unfaithful : Verdict::broken,
           fmt::format("{}: {}", status_name(status), candidate->failure));
  return true;
}

/// Verdicts that need no ratio: there is nothing to set the current row against.
bool lacks_baseline(GateLine& line, const ScreenPair& pair) {
  if (pair.baseline == nullptr && pair.other_machine == nullptr) {
    conclude(line, Verdict::no_baseline, "no baseline has this row");
  } else if (pair.baseline == nullptr) {
    conclude(line, Verdict::not_comparable,
             fmt::format("the baseline was measured on another machine class, {}",
                         pair.other_machine->machine_class));
  } else if (pair.baseline->status != Status::ok) {
    conclude(line, Verdict::recovered,
             fmt::format("the baseline was {}: {}", status_name(pair.baseline->status),
                         pair.baseline->failure));
  } else {
    return false;
  }
  return true;
}

bool is_measure(double value) { return std::isfinite(value) && value > 0; }

/// What is wrong with the numbers, or nothing.
std::string flaw(const MetricSummary& summary, std::string_view side) {
  if (!is_measure(summary.min)) return fmt::format("the {} min is not above 0", side);
  if (summary.p95 && !is_measure(*summary.p95)) {
    return fmt::format("the {} p95 is not above 0", side);
  }
  return "";
}

/// Whether the ratio is a number both ways: 1e300 s over 1e-300 s is none.
bool has_ratio(double before, double now) {
  return is_measure(now / before) && is_measure(before / now);
}

bool has_ratios(const MetricSummary& before, const MetricSummary& now) {
  if (!has_ratio(before.min, now.min)) return false;
  return !before.p95 || !now.p95 || has_ratio(*before.p95, *now.p95);
}

/// A counter may well be 0.
bool is_none(const MetricSummary& summary, const MetricInfo& metric) {
  return metric.family == Family::counter && summary.min == 0 && summary.median == 0;
}

/// From 0 and to 0 there is no ratio.
bool has_none(const GateLine& line, const MetricInfo& metric) {
  return is_none(*line.baseline, metric) || is_none(*line.candidate, metric);
}

std::string flaw(const GateLine& line, const MetricInfo& metric) {
  if (!is_none(*line.baseline, metric)) {
    if (std::string first = flaw(*line.baseline, "baseline's"); !first.empty()) return first;
  }
  if (line.baseline->unit != line.candidate->unit) {
    return fmt::format("the units differ: '{}' and '{}'", line.baseline->unit,
                       line.candidate->unit);
  }
  if (!is_none(*line.candidate, metric)) {
    if (std::string second = flaw(*line.candidate, "current"); !second.empty()) return second;
  }
  const bool sound = has_none(line, metric) || has_ratios(*line.baseline, *line.candidate);
  return sound ? "" : "the two sides are too far apart for a ratio";
}

/// What is wrong with the direction of a metric; empty when it can be judged.
std::string direction_flaw(const GateLine& line) {
  const Better now = direction_of(*line.candidate);
  if (now == Better::unstated) return "nobody stated whether more of it is better or worse";
  const Better before = line.baseline->better;
  if (before == Better::unstated || before == now) return "";
  return fmt::format("{} is better in the baseline, {} in the current row", better_name(before),
                     better_name(now));
}

/// Takes over both summaries. False with a verdict when one is missing or useless.
bool fill_numbers(GateLine& line, const MetricInfo& metric, const ScreenPair& pair) {
  const MetricSummary* before = pair.baseline->find(line.metric);
  const MetricSummary* now = pair.candidate->find(line.metric);
  if (before != nullptr) line.baseline = *before;
  if (now != nullptr) line.candidate = *now;
  if (now == nullptr) {
    conclude(line, Verdict::broken, fmt::format("the current row has no {}", line.metric));
  } else if (before == nullptr) {
    conclude(line, Verdict::no_baseline, fmt::format("the baseline row has no {}", line.metric));
  } else if (const std::string vague = direction_flaw(line); !vague.empty()) {
    conclude(line, Verdict::broken, vague);
    line.next_step =
        "State it where the counter is declared, as Better::lower or \"better\": \"lower\", or "
        "take "
        "its limits out of tidegate.toml.";
  } else if (const std::string wrong = flaw(line, metric); !wrong.empty()) {
    conclude(line, Verdict::broken, wrong);
    line.next_step = "Measure the row again, and accept a new baseline if the stored one is wrong.";
  } else {
    return true;
  }
  return false;
}

/// Both directions of one statistic; `worse` above its limit means slower.
struct Crossing {
  RatioFound found;
  bool worse = false;
  bool better = false;
};

Crossing cross(double before, double now, const Threshold& limit, Better better) {
  const double loss = better == Better::lower ? now / before : before / now;
  const double gain = better == Better::lower ? before / now : now / before;
  Crossing crossing;
  crossing.found.ratio = now / before;
  crossing.found.limit = limit;
  crossing.worse = limit.crossed_by(loss);
  // Swapped sides, so that faster mirrors slower exactly; not ratio < 1/limit, which rounds twice.
  crossing.better = !crossing.worse && limit.crossed_by(gain);
  return crossing;
}

bool p95_formed(const GateLine& line) {
  return line.baseline->p95 && line.candidate->p95 && line.baseline->n >= samples_for_p95 &&
         line.candidate->n >= samples_for_p95;
}

std::string refusal(const GateLine& line) {
  const std::uint64_t fewer = std::min(line.baseline->n, line.candidate->n);
  if (fewer < samples_for_p95) {
    return fmt::format("p95 refused: {} samples, {} needed", fewer, samples_for_p95);
  }
  return "p95 refused: a row does not have it";
}

/// The verdict of a crossed p95 with a min that held.
void conclude_shape(GateLine& line) {
  const std::uint64_t fewer = std::min(line.baseline->n, line.candidate->n);
  conclude(line, Verdict::shape_changed, "p95 crossed its limit, min did not");
  if (fewer >= samples_to_decide) return;
  line.method = Method::unconfirmed;
  line.reason +=
      fmt::format("; with {} samples, below {}, that is a suspicion", fewer, samples_to_decide);
}

void judge(GateLine& line, const MetricInfo& metric, const Limits& limits) {
  const Better better = direction_of(*line.candidate);
  const Crossing low = cross(line.baseline->min, line.candidate->min, *limits.min, better);
  line.min = low.found;
  line.min->crossed = low.worse || low.better;
  bool tail_crossed = false;
  // A peak or a first call has no tail; only a distribution's p95 can be refused.
  std::string note = metric.fold == Fold::pool ? refusal(line) : "";
  if (p95_formed(line)) {
    const Crossing high = cross(*line.baseline->p95, *line.candidate->p95, *limits.p95, better);
    line.p95 = high.found;
    line.p95->crossed = high.worse;
    tail_crossed = high.worse;
    note.clear();
  }
  if (low.worse) {
    conclude(line, Verdict::slower, "min crossed its limit");
  } else if (tail_crossed) {
    conclude_shape(line);
  } else if (low.better) {
    conclude(line, Verdict::faster, "min crossed its limit the other way");
  } else {
    conclude(line, Verdict::same, note.empty() ? "within both limits" : "min within its limit");
  }
  if (!note.empty()) line.reason += "; " + note;
}

/// 0 to 0 is no change; any other step from 0, or to it, is beyond every limit.
void judge_none(GateLine& line, const MetricInfo& metric) {
  const bool was_none = is_none(*line.baseline, metric);
  if (was_none && is_none(*line.candidate, metric)) {
    conclude(line, Verdict::same, "0 on both sides");
    return;
  }
  const bool worse = was_none == (direction_of(*line.candidate) == Better::lower);
  conclude(line, worse ? Verdict::slower : Verdict::faster,
           was_none ? "it was 0 and is not any more, which no ratio can say"
                    : "it is 0 and was not, which no ratio can say");
}

/// What a person who decides will ask for; of the others, thousands of rows would stand twice.
void keep_rows(GateLine& line, const ScreenPair& pair) {
  if (!is_crossing(line.verdict)) return;
  line.baseline_row = std::make_shared<const ResultRow>(*pair.baseline);
  line.candidate_row = std::make_shared<const ResultRow>(*pair.candidate);
}

std::optional<Echo> echo_of(const ResultRow* row) {
  return row != nullptr && row->fidelity ? row->fidelity->echo : std::nullopt;
}

}  // namespace

ScreenedLine screen_line(const Key& key, const MetricInfo& metric, const ScreenPair& pair,
                         const Policy& policy) {
  ScreenedLine screened;
  GateLine& line = screened.line;
  line.key = key;
  line.metric = std::string(metric.id);
  const auto show = [&line](const ResultRow* row, std::optional<MetricSummary>& summary) {
    const MetricSummary* found = row == nullptr ? nullptr : row->find(line.metric);
    if (found != nullptr) summary = *found;
  };
  show(pair.candidate, line.candidate);
  const auto facts = [](const ResultRow* row) {
    return row == nullptr ? nullptr : row->provenance;
  };
  if (facts(pair.baseline) && facts(pair.candidate)) {
    line.witness.code = same_code(*facts(pair.baseline), *facts(pair.candidate));
  }
  line.baseline_echo = echo_of(pair.baseline);
  line.candidate_echo = echo_of(pair.candidate);
  line.result_checked = pair.candidate != nullptr && was_checked(pair.candidate->fidelity);
  if (failed(line, pair.candidate) || lacks_baseline(line, pair)) return screened;
  if (!fill_numbers(line, metric, pair)) return screened;
  screened.compared = true;
  if (has_none(line, metric)) {
    judge_none(line, metric);
    keep_rows(line, pair);
    return screened;
  }
  const Limits asked = policy.limits_for(key.case_name, metric);
  const Limits limits = metric.id == warm_time ? widened(asked, pair.noise) : asked;
  judge(line, metric, limits);
  keep_rows(line, pair);
  if (limits == asked) return screened;
  line.reason += "; a limit is widened to this row's noise band";
  GateLine narrow = line;
  judge(narrow, metric, asked);
  screened.within_band = line.verdict == Verdict::same && narrow.verdict != Verdict::same;
  return screened;
}

}  // namespace tidegate::judge
