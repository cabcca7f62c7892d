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
  const bool sane =
      line.empty() && is_plausible(answer.elapsed_ns * 1e-9, "s") && answer.iterations >= 1;
  return sane ? std::optional(answer) : std::nullopt;
}

LockstepProcess::LockstepProcess(std::unique_ptr<ChildProcess> child,
                                 std::unique_ptr<ExchangeFiles> files, AttemptSpec spec,
                                 Provenance facts, double limit_s, OomWatch oom)
    : child_(std::move(child)),
      files_(std::move(files)),
      spec_(std::move(spec)),
      facts_(std::move(facts)),
      oom_(std::move(oom)) {
  remains_.limit_s = limit_s;
}

/// The next line that is addressed to us; other lines are the program's own chatter.
std::optional<std::string> LockstepProcess::next_answer() {
  while (auto line = child_->read_line()) {
    if (line->starts_with(prefix)) return line;
  }
  return std::nullopt;
}

void LockstepProcess::ended_early(std::string_view expected) {
  remains_.problem = fmt::format("the worker ended, expected {}", expected);
}

void LockstepProcess::broken(std::string_view expected, const std::string& answer) {
  // A worker that cannot go on writes its row, says so and exits: that row tells more than we can.
  if (answer == "tidegate done") return ended_early(expected);
  remains_.problem =
      fmt::format("the worker said '{}', expected {}", utf8_tail(answer, 200), expected);
  remains_.broke_protocol = true;
  child_->stop();
}

/// Whether the next answer is `tidegate <word>`.
bool LockstepProcess::wait_for(std::string_view word) {
  const auto answer = next_answer();
  const std::string expected = fmt::format("'{}{}'", prefix, word);
  if (!answer) {
    ended_early(expected);
  } else if (std::string_view(*answer).substr(prefix.size()) != word) {
    broken(expected, *answer);
  }
  return remains_.problem.empty();
}

bool LockstepProcess::wait_until_ready() {
  remains_.phase = "prepare";
  const bool ready = wait_for("ready");
  if (ready) remains_.phase = "measure";
  return ready;
}

/// An answer that came before the request would be taken for the next one, off by one for ever.
void LockstepProcess::refuse_what_was_not_asked() {
  while (const auto line = child_->line_at_hand()) {
    if (line->starts_with(prefix)) return broken("silence until it is asked", *line);
  }
}

std::optional<Answer> LockstepProcess::request_sample() {
  constexpr std::string_view form = "'tidegate sample <elapsed ns> <iterations>'";
  if (remains_.problem.empty()) refuse_what_was_not_asked();
  if (!remains_.problem.empty()) return std::nullopt;
  child_->write_line("sample");  // to a dead worker too: reading then tells that it is gone
  const auto line = next_answer();
  const auto answer = line ? parse_answer(*line) : std::nullopt;
  if (!line) ended_early(form);
  if (line && !answer) broken(form, *line);
  return answer;
}

Outcome<double> LockstepProcess::sample() {
  const auto answer = request_sample();
  if (!answer) {
    return fail(ErrorKind::process, fmt::format("{}: {}", spec_.key.text(), remains_.problem),
                "Its row says how it ended; run it alone with `tidegate run`.");
  }
  samples_.samples.push_back(answer->elapsed_ns * 1e-9 / static_cast<double>(answer->iterations));
  samples_.iterations = answer->iterations;
  return samples_.samples.back();
}

AttemptRow LockstepProcess::end() {
  if (remains_.problem.empty()) {
    child_->write_line("end");
    wait_for("done");
  }
  const Finished finished = child_->finish();
  remains_.oom_kill = oom_.struck();
  ResultFound found = read_result(files_->result(), spec_, &samples_);
  const bool failed_row = found.row && found.row->status != Status::ok;
  if (!remains_.problem.empty() && !failed_row) found = {std::nullopt, remains_.problem};
  return settle(spec_, facts_, finished, std::move(found), remains_);
}

}  // namespace tidegate::run
