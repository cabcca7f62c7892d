/// Where each fact of the machine is looked up.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include <tidegate/row/machine_probe.hpp>

namespace tidegate {
namespace {

namespace fs = std::filesystem;
using Found = std::optional<std::string>;

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Found first_line(const fs::path& path) {
  const auto lines = lines_of(path);
  if (lines.empty() || trimmed(lines[0]).empty()) return std::nullopt;
  return trimmed(lines[0]);
}

/// The value behind `name` and `separator` in lines such as `model name : Xeon`.
Found value_of(const std::vector<std::string>& lines, std::string_view name, char separator = ':') {
  for (const std::string& line : lines) {
    const auto at = line.find(separator);
    if (at == std::string::npos || trimmed(line.substr(0, at)) != name) continue;
    const std::string value = trimmed(line.substr(at + 1));
    if (!value.empty()) return value;
  }
  return std::nullopt;
}

/// x86 names the model; ARM gives numbers of implementer and part.
Found cpu_model(const std::vector<std::string>& cpuinfo) {
  if (auto name = value_of(cpuinfo, "model name")) return name;
  const auto implementer = value_of(cpuinfo, "CPU implementer");
  const auto part = value_of(cpuinfo, "CPU part");
  if (!implementer || !part) return value_of(cpuinfo, "cpu");
  return fmt::format("ARM implementer {} part {}", *implementer, *part);
}

Found cpu_cores(const std::vector<std::string>& cpuinfo) {
  const auto count = std::count_if(cpuinfo.begin(), cpuinfo.end(), [](const std::string& line) {
    return line.rfind("processor", 0) == 0;
  });
  if (count == 0) return std::nullopt;
  return std::to_string(count);
}

Found virtualization(const std::vector<std::string>& cpuinfo) {
  if (cpuinfo.empty()) return std::nullopt;
  const std::string flags = fmt::format(" {} ", value_of(cpuinfo, "flags").value_or(""));
  return flags.find(" hypervisor ") == std::string::npos ? "none" : "vm";
}

/// `on` when the file holds `word_on`, `off` when it holds anything else.
Found switch_state(const fs::path& path, std::string_view word_on) {
  const auto word = first_line(path);
  if (!word) return std::nullopt;
  return *word == word_on ? "on" : "off";
}

/// intel_pstate says `no_turbo`, the other drivers `boost`.
Found cpu_turbo(const fs::path& cpus) {
  if (auto state = switch_state(cpus / "intel_pstate/no_turbo", "0")) return state;
  return switch_state(cpus / "cpufreq/boost", "1");
}

/// Whole GiB: the kernel's own share moves MemTotal by megabytes between boots.
Found memory(const std::vector<std::string>& meminfo) {
  const auto total = value_of(meminfo, "MemTotal");
  if (!total) return std::nullopt;
  const unsigned long long kib = std::strtoull(total->c_str(), nullptr, 10);
  return fmt::format("{} GiB", (kib + (1ULL << 19U)) >> 20U);
}

Found os_name(const fs::path& root) {
  auto name = value_of(lines_of(root / "etc/os-release"), "PRETTY_NAME", '=');
  if (name) name->erase(std::remove(name->begin(), name->end(), '"'), name->end());
  return name;
}

Found kernel(const fs::path& root) {
  const auto release = first_line(root / "proc/sys/kernel/osrelease");
  if (!release) return std::nullopt;
  const auto name = first_line(root / "proc/sys/kernel/ostype");
  return fmt::format("{} {}", name.value_or("Linux"), *release);
}

Found load_average(const fs::path& root) {
  const auto line = first_line(root / "proc/loadavg");
  if (!line) return std::nullopt;
  return line->substr(0, line->find(' '));
}

/// `NVIDIA H200`, or `2 x NVIDIA H200`, or different models joined by ` + `.
Found gpu_model(const fs::path& nvidia) {
  std::error_code code;
  std::vector<std::string> models;
  for (const auto& gpu : fs::directory_iterator(nvidia / "gpus", code)) {
    const auto model = value_of(lines_of(gpu.path() / "information"), "Model");
    if (model) models.push_back(*model);
  }
  if (models.empty()) return std::nullopt;
  std::sort(models.begin(), models.end());
  std::string text;
  for (auto first = models.begin(); first != models.end();) {
    const auto last = std::upper_bound(first, models.end(), *first);
    if (!text.empty()) text += " + ";
    if (last - first > 1) text += fmt::format("{} x ", last - first);
    text += *first;
    first = last;
  }
  return text;
}

/// The first word like `550.54.15` of `NVRM version: NVIDIA UNIX x86_64 Kernel Module 550.54.15
/// ...`.
Found gpu_driver(const fs::path& nvidia) {
  const auto line = first_line(nvidia / "version");
  if (!line) return std::nullopt;
  std::size_t at = 0;
  while (at < line->size()) {
    const std::size_t end = std::min(line->find(' ', at), line->size());
    const std::string word = line->substr(at, end - at);
    const bool number = word.find_first_not_of("0123456789.") == std::string::npos;
    if (number && word.find('.') != std::string::npos) return word;
    at = end + 1;
  }
  return std::nullopt;
}

}  // namespace

Provenance probe_machine(const fs::path& root) {
  const auto cpuinfo = lines_of(root / "proc/cpuinfo");
  const fs::path cpus = root / "sys/devices/system/cpu";
  const fs::path nvidia = root / "proc/driver/nvidia";
  const std::pair<Fact, Found> facts[] = {
      {Fact::host, first_line(root / "proc/sys/kernel/hostname")},
      {Fact::load_average, load_average(root)},
      {Fact::cpu_mhz, value_of(cpuinfo, "cpu MHz")},
      {Fact::kernel, kernel(root)},
      {Fact::cpu_model, cpu_model(cpuinfo)},
      {Fact::cpu_cores, cpu_cores(cpuinfo)},
      {Fact::cpu_governor, first_line(cpus / "cpu0/cpufreq/scaling_governor")},
      {Fact::cpu_turbo, cpu_turbo(cpus)},
      {Fact::smt, switch_state(cpus / "smt/active", "1")},
      {Fact::memory, memory(lines_of(root / "proc/meminfo"))},
      {Fact::os, os_name(root)},
      {Fact::virtualization, virtualization(cpuinfo)},
      {Fact::gpu_model, gpu_model(nvidia)},
      {Fact::gpu_driver, gpu_driver(nvidia)},
  };
  Provenance provenance;
  for (const auto& [fact, found] : facts) {
    provenance[fact] = found.value_or(std::string(absent_fact));
  }
  return provenance;
}

}  // namespace tidegate
