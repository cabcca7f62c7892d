#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstring>

#include <fmt/format.h>

#include <tidegate/run/death.hpp>

namespace tidegate::run {
namespace {

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

/// Letters of either case; no words are in every text.
bool says(std::string_view text, std::string_view words) {
  return words.empty() || std::search(text.begin(), text.end(), words.begin(), words.end(),
                                      same_letter) != text.end();
}

bool exited_non_zero(const Remains& r) { return r.exit_code && *r.exit_code != 0; }
bool by_signal(const Remains& r) { return r.signal.has_value(); }
bool died(const Remains& r) { return by_signal(r) || exited_non_zero(r); }

/// What execvp and shells answer for a program that is missing or may not be executed.
bool could_not_execute(const Remains& r) { return r.exit_code == 126 || r.exit_code == 127; }

/// A SIGKILL alone is no evidence: people and job schedulers send it too. The kernel's count alone
/// is none either: it grows for every process of the control group. A shell that saw its child
/// killed exits with 128 + 9.
bool killed_for_memory(const Remains& r) {
  constexpr int exit_of_killed = 128 + SIGKILL;
  return r.oom_kill && (r.signal == SIGKILL || r.exit_code == exit_of_killed);
}

std::string exit_text(const Remains& r) {
  return r.signal ? signal_text(*r.signal) : fmt::format("exit code {}", r.exit_code.value_or(-1));
}

std::string interrupted_message(const Remains& /*unused*/) {
  return "the user asked to stop before it was done";
}
std::string timeout_message(const Remains& r) {
  return fmt::format("ran past its limit of {} s; the process group was killed", r.limit_s);
}
std::string program_message(const Remains& r) {
  return fmt::format("the program or a library that it needs could not be loaded ({})",
                     exit_text(r));
}
std::string module_message(const Remains& r) {
  return fmt::format("a module that it imports is not installed ({})", exit_text(r));
}
std::string device_message(const Remains& r) {
  return fmt::format("it found no usable GPU or no driver for it ({})", exit_text(r));
}
std::string memory_message(const Remains& r) {
  return fmt::format("ran out of memory ({})", exit_text(r));
}
std::string kernel_memory_message(const Remains& r) {
  return fmt::format("the kernel killed it for want of memory ({})", exit_text(r));
}
std::string signal_message(const Remains& r) { return signal_text(*r.signal); }
std::string exit_message(const Remains& r) {
  return fmt::format("{}{}", exit_text(r), r.row == RowSeen::ok ? " after writing its row" : "");
}
std::string no_row_message(const Remains& /*unused*/) { return "exited 0 without writing a row"; }
std::string garbage_message(const Remains& r) { return r.problem; }

/// One way to die. The first line of the table that applies, and whose words stderr says, gives the
/// cause.
struct Line {
  std::string_view name;
  bool (*applies)(const Remains&);
  std::string_view words;  ///< on stderr; empty: whatever it says
  Status status;
  std::string_view phase;  ///< empty: what the worker was doing
  std::string (*message)(const Remains&);
};

// What we did to it comes first, then what its environment lacks, for a program that found no
// device often goes on to say that it could not allocate there.
constexpr Line table[] = {
    {"interrupt", [](const Remains& r) { return r.interrupted; }, "", Status::skipped, "",
     interrupted_message},
    {"limit", [](const Remains& r) { return r.timed_out; }, "", Status::timeout, "",
     timeout_message},
    {"protocol", [](const Remains& r) { return r.broke_protocol; }, "", Status::crashed, "protocol",
     garbage_message},
    {"no program", could_not_execute, "", Status::env_failed, "start", program_message},
    {"no library", exited_non_zero, "error while loading shared libraries", Status::env_failed,
     "start", program_message},
    {"old library", exited_non_zero, "version `GLIBC", Status::env_failed, "start",
     program_message},
    {"no symbol", exited_non_zero, "symbol lookup error", Status::env_failed, "start",
     program_message},
    {"no shared object", died, "cannot open shared object file", Status::env_failed, "start",
     program_message},
    {"no module", died, "no module named", Status::env_failed, "start", module_message},
    {"no CUDA device", died, "no CUDA-capable device", Status::env_failed, "start", device_message},
    {"no device", died, "cudaErrorNoDevice", Status::env_failed, "start", device_message},
    {"old driver", died, "driver version is insufficient", Status::env_failed, "start",
     device_message},
    {"no ROCm device", died, "no ROCm-capable device", Status::env_failed, "start", device_message},
    {"out of memory", died, "out of memory", Status::oom, "", memory_message},
    {"bad_alloc", died, "bad_alloc", Status::oom, "", memory_message},
    {"resource exhausted", died, "resource_exhausted", Status::oom, "", memory_message},
    {"cannot allocate", died, "cannot allocate memory", Status::oom, "", memory_message},
    {"CUDA allocation", died, "cudaErrorMemoryAllocation", Status::oom, "", memory_message},
    {"CUDA driver memory", died, "CUDA_ERROR_OUT_OF_MEMORY", Status::oom, "", memory_message},
    {"Python memory", died, "MemoryError", Status::oom, "", memory_message},
    {"kernel memory", killed_for_memory, "", Status::oom, "", kernel_memory_message},
    {"signal", by_signal, "", Status::crashed, "", signal_message},
    {"exit code", exited_non_zero, "", Status::crashed, "", exit_message},
    {"garbage", [](const Remains& r) { return r.row == RowSeen::garbage; }, "", Status::crashed,
     "protocol", garbage_message},
    {"no row", [](const Remains& r) { return r.row == RowSeen::none; }, "", Status::crashed,
     "protocol", no_row_message},
};

/// A worker may say what failed and exit non-zero; what it says is worth more than its exit code.
bool row_stands(const Remains& r) {
  if (r.interrupted || r.timed_out || r.broke_protocol || r.signal) return false;
  return r.row == RowSeen::failed || (r.row == RowSeen::ok && r.exit_code == 0);
}

}  // namespace

std::optional<Cause> cause_of_death(const Remains& remains) {
  if (row_stands(remains)) return std::nullopt;
  for (const Line& line : table) {
    if (!line.applies(remains) || !says(remains.stderr_text, line.words)) continue;
    Failure failure;
    failure.phase = line.phase.empty() ? remains.phase : std::string(line.phase);
    failure.message = line.message(remains);
    failure.exit_code = remains.exit_code;
    if (!remains.broke_protocol) failure.signal = remains.signal;
    if (line.status == Status::timeout) failure.limit_s = remains.limit_s;
    return Cause{line.status, failure, line.name};
  }
  return std::nullopt;
}

std::vector<std::string_view> death_rules() {
  std::vector<std::string_view> names;
  for (const Line& line : table) names.push_back(line.name);
  return names;
}

std::string signal_text(int signal) {
  const char* name = ::sigdescr_np(signal);
  return name == nullptr ? fmt::format("killed by signal {}", signal)
                         : fmt::format("killed by signal {} ({})", signal, name);
}

}  // namespace tidegate::run
