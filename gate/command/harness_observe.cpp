#include "harness_observe.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/digest.hpp>
#include <tidegate/base/number_in.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

#include "gate_settings.hpp"
#include "interrupt.hpp"

#ifndef TIDEGATE_VERSION
#define TIDEGATE_VERSION "unknown"
#endif

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr const char* tests_file = "CTestTestfile.cmake";

/// The outermost folder above `program` with tests: one further in has a part of them.
fs::path build_tree_above(const fs::path& program) {
  std::error_code code;
  fs::path found;
  for (fs::path folder = fs::absolute(program, code).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (fs::exists(folder / tests_file, code)) found = folder;
  }
  return found;
}

CollectedTests not_collected(const std::string& folder, const std::string& why) {
  return {{std::nullopt, folder, why}, "not collected: " + why + "\n"};
}

/// The number behind `Total Tests: `.
std::optional<std::uint64_t> total_in(const std::string& text) {
  constexpr std::string_view words = "Total Tests: ";
  const std::size_t at = text.rfind(words);
  if (at == std::string::npos) return std::nullopt;
  std::uint64_t total = 0;
  const char* begin = text.data() + at + words.size();
  const auto read = std::from_chars(begin, text.data() + text.size(), total);
  if (read.ec != std::errc{}) return std::nullopt;
  return total;
}

/// How often the processors were slowed down for their heat, all together.
std::optional<double> throttle_events() {
  std::optional<double> events;
  std::error_code code;
  for (fs::directory_iterator cpu("/sys/devices/system/cpu", code), end; !code && cpu != end;
       cpu.increment(code)) {
    const auto count = number_in<double>(cpu->path() / "thermal_throttle/core_throttle_count");
    if (count) events = events.value_or(0) + *count;
  }
  return events;
}

/// Settings of the libraries and loaders that rows depend on.
bool moves_results(const std::string& variable) {
  constexpr std::array<std::string_view, 11> beginnings{"OMP_",  "GOMP_",   "KMP_",  "KOKKOS_",
                                                        "CUDA_", "NVIDIA_", "MKL_",  "OPENBLAS_",
                                                        "LD_",   "MALLOC_", "GLIBC_"};
  return std::any_of(beginnings.begin(), beginnings.end(), [&variable](std::string_view beginning) {
    return variable.starts_with(beginning);
  });
}

}  // namespace

Outcome<std::vector<std::string>> tree_state(const fs::path& source, const fs::path& out) {
  const auto top = run::top_level(source);
  if (!top) return pass_on(top);
  const auto status = run::git_output(
      *top, {"-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=all"});
  if (!status) return pass_on(status);
  std::error_code code;
  const std::string ours =
      fs::weakly_canonical(out, code).lexically_relative(fs::weakly_canonical(*top, code)).string();
  std::vector<std::string> lines;
  bool tracked = false;
  for (std::string& line : split(*status, '\n')) {
    if (line.starts_with("?? " + ours + "/")) continue;
    tracked = tracked || !line.starts_with("??");
    lines.push_back(std::move(line));
  }
  if (!tracked) return lines;
  const auto changes = run::git_output(*top, {"diff", "--binary", "HEAD"});
  if (!changes) return pass_on(changes);
  lines.push_back("what differs from the commit: " + digest(*changes));
  return lines;
}

std::vector<std::string> look_at_tree(const fs::path& source, const fs::path& out,
                                      evidence::SourceTree& tree) {
  auto lines = tree_state(source, out);
  if (lines) return std::move(*lines);
  tree.why = lines.error().what;
  return {};
}

CollectedTests collect_tests(const Arguments& arguments, const fs::path& worker) {
  const fs::path folder = arguments.text_or("build-dir", build_tree_above(worker).string());
  if (folder.empty()) {
    return not_collected("", fmt::format("no folder above {} has a {}; name one with --build-dir",
                                         worker.string(), tests_file));
  }
  run::Command command;
  command.program = "ctest";
  command.arguments = {"--test-dir", folder.string(), "-N"};
  command.keep_output = 64U << 20U;
  const auto finished = run::run_to_end(command, {120, interrupted});
  if (!finished) return not_collected(folder.string(), finished.error().what);
  const auto total = total_in(finished->out);
  if (!finished->succeeded() || !total) {
    return not_collected(
        folder.string(),
        "`ctest -N` failed there: " + (finished->err.empty() ? finished->out : finished->err));
  }
  return {{total, folder.string(), ""}, finished->out};
}

Outcome<void> look_for_devices(const run::GpuTool& tool, evidence::Observed& observed) {
  const auto devices = run::list_gpus(tool);
  if (!devices) {
    if (devices.error().kind == ErrorKind::interrupted) return pass_on(devices);
    observed.no_devices = devices.error().what;
    return {};
  }
  for (const run::Gpu& gpu : *devices) observed.devices.push_back(gpu.name);
  if (devices->empty()) observed.no_devices = "nvidia-smi lists none";
  return {};
}

evidence::Surroundings look_around() {
  evidence::Surroundings surroundings;
  surroundings.tidegate_version = TIDEGATE_VERSION;
  surroundings.throttle_events = throttle_events();
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const std::size_t end = text.find('=');
    if (end == std::string::npos || !moves_results(text)) continue;
    surroundings.variables[text.substr(0, end)] = text.substr(end + 1);
  }
  return surroundings;
}

std::string commands_text(const std::optional<std::string>& commit) {
  std::string line;
  const auto words = read_file("/proc/self/cmdline");
  for (std::size_t at = 0; words && at < words->size();) {
    const std::size_t end = std::min(words->find('\0', at), words->size());
    line += (line.empty() ? "" : " ") + shell_word(words->substr(at, end - at));
    at = end + 1;
  }
  std::error_code code;
  return fmt::format("# commit {}\ncd {}\n{}\n", commit.value_or("unknown"),
                     shell_word(fs::current_path(code).string()), line);
}

}  // namespace tidegate::command
