#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/row/metric.hpp>
#include <tidegate/run/lockstep_process.hpp>
#include <tidegate/run/settle.hpp>

namespace tidegate::run {
namespace {

constexpr std::string_view prefix = "tidegate ";

/// Takes a number and the blank or the end of line behind it off the front of `text`.
template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.empty()) return true;
  if (text.front() != ' ') return false;
  text.remove_prefix(1);
  return !text.empty();
}

}  // namespace

std::optional<Answer> parse_answer(std::string_view line) {
  constexpr std::string_view start = "tidegate sample ";
  if (!line.starts_with(start)) return std::nullopt;
  line.remove_prefix(start.size());
  Answer answer;
  if (!take_number(line, answer.elapsed_ns) || !take_number(line, answer.iterations)) {
    return std::nullopt;
  }
  const bool sane = line.empty() && std::isfinite(answer.elapsed_ns) && answer.elapsed_ns > 0 &&
                    answer.iterations >= 1;
  return sane ? std::optional(answer) : std::nullopt;
}

LockstepProcess::LockstepProcess(std::unique_ptr<ChildProcess> child,
                                 std::unique_ptr<ExchangeFiles> files, AttemptSpec spec,
                                 Provenance facts, double limit_s)
    : child_(std::move(child)),
      files_(std::move(files)),
      spec_(std::move(spec)),
      facts_(std::move(facts)) {
  remains_.limit_s = limit_s;
}

/// The next line that is addressed to us; other lines are the program's own chatter.
std::optional<std::string> LockstepProcess::next_answer() {
  while (auto line = child_->read_line()) {
    if (line->starts_with(prefix)) return line;
  }
  return std::nullopt;
}

void LockstepProcess::ended_early(std::string_view waiting_for) {
  remains_.problem = fmt::format("the worker ended before it said '{}{}'", prefix, waiting_for);
}

void LockstepProcess::broken(std::string_view waiting_for, const std::string& answer) {
  // A worker that cannot go on writes its row, says so and exits: that row tells more than we can.
  if (answer == "tidegate done") return ended_early(waiting_for);
  remains_.problem = fmt::format("expected '{}{}', the worker said '{}'", prefix, waiting_for,
                                 utf8_tail(answer, 200));
  remains_.broke_protocol = true;
  child_->stop();
}

/// Whether the next answer is `tidegate <word>`.
bool LockstepProcess::wait_for(std::string_view word) {
  const auto answer = next_answer();
  if (!answer) {
    ended_early(word);
  } else if (std::string_view(*answer).substr(prefix.size()) != word) {
    broken(word, *answer);
  }
  return remains_.problem.empty();
}

bool LockstepProcess::wait_until_ready() {
  remains_.phase = "prepare";
  const bool ready = wait_for("ready");
  if (ready) remains_.phase = "measure";
  return ready;
}

Outcome<double> LockstepProcess::sample() {
  constexpr std::string_view form = "sample <elapsed ns> <iterations>";
  std::optional<Answer> answer;
  if (remains_.problem.empty()) {
    child_->write_line("sample");  // to a dead worker too: reading then tells that it is gone
    const auto line = next_answer();
    if (!line) ended_early(form);
    if (line) answer = parse_answer(*line);
    if (line && !answer) broken(form, *line);
  }
  if (!answer) {
    return fail(ErrorKind::process, fmt::format("{}: {}", spec_.key.text(), remains_.problem),
                "Its row says how it ended; run it alone with `tidegate run`.");
  }
  samples_.push_back(answer->elapsed_ns * 1e-9 / static_cast<double>(answer->iterations));
  iterations_ = answer->iterations;
  return samples_.back();
}

AttemptRow LockstepProcess::end() {
  if (remains_.problem.empty()) {
    child_->write_line("end");
    wait_for("done");
  }
  const Finished finished = child_->finish();
  ResultFound found = read_result(files_->result(), spec_);
  const bool failed_row = found.row && found.row->status != Status::ok;
  if (!remains_.problem.empty() && !failed_row) found = {std::nullopt, remains_.problem};
  AttemptRow row = settle(spec_, facts_, finished, std::move(found), remains_);
  add_samples(row);
  return row;
}

void LockstepProcess::add_samples(AttemptRow& row) const {
  if (row.find(warm_time) != nullptr || samples_.empty()) return;
  row.metrics.push_back({std::string(warm_time), "s", iterations_, samples_});
}

}  // namespace tidegate::run
