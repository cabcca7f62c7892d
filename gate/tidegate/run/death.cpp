#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <cstring>
#include <span>

#include <fmt/format.h>

#include <tidegate/run/death.hpp>

namespace tidegate::run {
namespace {

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same_letter) !=
           text.end();
  });
}

/// A SIGKILL alone is no evidence: people and job schedulers send it too.
bool says_out_of_memory(const Remains& r) {
  static constexpr std::array<std::string_view, 4> words{
      "out of memory", "bad_alloc", "resource_exhausted", "cannot allocate memory"};
  return contains_any(r.stderr_text, words);
}

bool lacks_its_environment(const Remains& r) {
  static constexpr std::array<std::string_view, 1> words{"error while loading shared libraries"};
  const int code = r.exit_code.value_or(0);
  return code == 126 || code == 127 || (code != 0 && contains_any(r.stderr_text, words));
}

bool exited_non_zero(const Remains& r) { return r.exit_code && *r.exit_code != 0; }

std::string exit_text(const Remains& r) {
  return r.signal ? signal_text(*r.signal) : fmt::format("exit code {}", r.exit_code.value_or(-1));
}

std::string interrupted_message(const Remains& /*unused*/) {
  return "the user asked to stop before it was done";
}
std::string timeout_message(const Remains& r) {
  return fmt::format("ran past its limit of {} s; the process group was killed", r.limit_s);
}
std::string environment_message(const Remains& r) {
  return fmt::format("the program or a library that it needs could not be loaded ({})",
                     exit_text(r));
}
std::string memory_message(const Remains& r) {
  return fmt::format("ran out of memory ({})", exit_text(r));
}
std::string signal_message(const Remains& r) { return signal_text(*r.signal); }
std::string exit_message(const Remains& r) {
  return fmt::format("{}{}", exit_text(r), r.row == RowSeen::ok ? " after writing its row" : "");
}
std::string no_row_message(const Remains& /*unused*/) { return "exited 0 without writing a row"; }
std::string garbage_message(const Remains& r) { return r.problem; }

/// One way to die. The first line of the table that applies gives the cause.
struct Line {
  bool (*applies)(const Remains&);
  Status status;
  std::string_view phase;  ///< empty: what the worker was doing
  std::string (*message)(const Remains&);
};

constexpr std::array<Line, 9> table{{
    {[](const Remains& r) { return r.interrupted; }, Status::skipped, "", interrupted_message},
    {[](const Remains& r) { return r.timed_out; }, Status::timeout, "", timeout_message},
    {[](const Remains& r) { return r.broke_protocol; }, Status::crashed, "protocol",
     garbage_message},
    {lacks_its_environment, Status::env_failed, "start", environment_message},
    {says_out_of_memory, Status::oom, "", memory_message},
    {[](const Remains& r) { return r.signal.has_value(); }, Status::crashed, "", signal_message},
    {exited_non_zero, Status::crashed, "", exit_message},
    {[](const Remains& r) { return r.row == RowSeen::garbage; }, Status::crashed, "protocol",
     garbage_message},
    {[](const Remains& r) { return r.row == RowSeen::none; }, Status::crashed, "protocol",
     no_row_message},
}};

/// A worker may say what failed and exit non-zero; what it says is worth more than its exit code.
bool row_stands(const Remains& r) {
  if (r.interrupted || r.timed_out || r.broke_protocol || r.signal) return false;
  return r.row == RowSeen::failed || (r.row == RowSeen::ok && r.exit_code == 0);
}

}  // namespace

std::optional<Cause> cause_of_death(const Remains& remains) {
  if (row_stands(remains)) return std::nullopt;
  for (const Line& line : table) {
    if (!line.applies(remains)) continue;
    Failure failure;
    failure.phase = line.phase.empty() ? remains.phase : std::string(line.phase);
    failure.message = line.message(remains);
    failure.exit_code = remains.exit_code;
    if (!remains.broke_protocol) failure.signal = remains.signal;
    if (line.status == Status::timeout) failure.limit_s = remains.limit_s;
    return Cause{line.status, failure};
  }
  return std::nullopt;
}

std::string signal_text(int signal) {
  const char* name = ::sigdescr_np(signal);
  return name == nullptr ? fmt::format("killed by signal {}", signal)
                         : fmt::format("killed by signal {} ({})", signal, name);
}

}  // namespace tidegate::run
