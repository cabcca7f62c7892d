#include <atomic>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include <tidegate/run/child_process.hpp>
#include <tidegate/run/gpu.hpp>

namespace tidegate::run {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The first two fields of `a, b, rest`, and the rest, which may hold commas.
std::optional<std::vector<std::string>> three_fields(std::string_view line) {
  const std::size_t first = line.find(',');
  const std::size_t second = first == std::string_view::npos ? first : line.find(',', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return std::vector<std::string>{std::string(trimmed(line.substr(0, first))),
                                  std::string(trimmed(line.substr(first + 1, second - first - 1))),
                                  std::string(trimmed(line.substr(second + 1)))};
}

tl::unexpected<Error> unreadable(std::string_view line) {
  return fail(ErrorKind::bad_input, fmt::format("nvidia-smi answered '{}'", line),
              "Run `nvidia-smi` by hand: driver and tool may be of different versions.");
}

/// Each line of the answer as three fields.
Outcome<std::vector<std::vector<std::string>>> ask(const GpuTool& tool, const char* query) {
  const auto answer = tool({query, "--format=csv,noheader"});
  if (!answer) return pass_on(answer);
  std::vector<std::vector<std::string>> lines;
  std::string_view rest = *answer;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.empty()) continue;
    auto fields = three_fields(line);
    if (!fields) return unreadable(line);
    lines.push_back(std::move(*fields));
  }
  return lines;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Remembers a hang: each question to a sick driver would cost its 30 s again.
class NvidiaSmi {
 public:
  explicit NvidiaSmi(std::function<bool()> interrupted) : interrupted_(std::move(interrupted)) {}

  Outcome<std::string> ask(const std::vector<std::string>& arguments) {
    if (hung_) return failed("did not answer in 30 s");
    Command command;
    command.program = "nvidia-smi";
    command.arguments = arguments;
    const auto finished = run_to_end(command, Limits{30, interrupted_});
    if (!finished) return pass_on(finished);
    if (finished->succeeded()) return finished->out;
    if (finished->timed_out) hung_ = true;
    return failed((finished->timed_out ? "did not answer in 30 s" : "failed") +
                  (": " + finished->out + finished->err));
  }

 private:
  static tl::unexpected<Error> failed(const std::string& how) {
    return fail(ErrorKind::process, "nvidia-smi " + how,
                "Run `nvidia-smi` by hand: the driver may not be loaded.");
  }

  std::function<bool()> interrupted_;
  std::atomic<bool> hung_ = false;
};

}  // namespace

GpuTool nvidia_smi(std::function<bool()> interrupted) {
  return [smi = std::make_shared<NvidiaSmi>(std::move(interrupted))](
             const std::vector<std::string>& arguments) { return smi->ask(arguments); };
}

Outcome<std::vector<Gpu>> list_gpus(const GpuTool& tool) {
  const auto lines = ask(tool, "--query-gpu=index,uuid,name");
  if (!lines) return pass_on(lines);
  std::vector<Gpu> gpus;
  for (const auto& fields : *lines) {
    const auto index = number(fields[0]);
    if (!index) return unreadable(fields[0]);
    gpus.push_back({*index, fields[1], fields[2]});
  }
  return gpus;
}

Outcome<std::vector<GpuProcess>> compute_processes(const GpuTool& tool) {
  const auto lines = ask(tool, "--query-compute-apps=pid,gpu_uuid,process_name");
  if (!lines) return pass_on(lines);
  std::vector<GpuProcess> processes;
  for (const auto& fields : *lines) processes.push_back({fields[0], fields[1], fields[2]});
  return processes;
}

Outcome<std::vector<GpuSettings>> gpu_settings(const GpuTool& tool) {
  const auto lines = ask(
      tool, "--query-gpu=index,persistence_mode,clocks.applications.graphics,clocks.max.graphics");
  if (!lines) return pass_on(lines);
  std::vector<GpuSettings> settings;
  for (const auto& fields : *lines) {
    const auto index = number(fields[0]);
    if (!index) return unreadable(fields[0]);
    settings.push_back({*index, fields[1], fields[2]});
  }
  return settings;
}

std::string ctest_id(std::string_view uuid) {
  std::string id;
  for (const char c : uuid) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    id += upper ? static_cast<char>(c - 'A' + 'a') : fits ? c : '_';
  }
  return id;
}

}  // namespace tidegate::run
