#include "resource_flags.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/base/split.hpp>
#include <tidegate/run/cpu_list.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/platforms.hpp>

#include "console.hpp"

namespace tidegate::command {
namespace {

using Devices = std::vector<std::vector<std::string>>;  // the devices of each place

constexpr std::uint64_t most = 1024;

/// --pin, checked against what this process may use.
Outcome<std::vector<int>> pinned_cpus(const Arguments& arguments, const std::vector<int>& allowed) {
  const auto text = arguments.text("pin");
  if (!text) return std::vector<int>{};
  auto cpus = run::parse_cpu_list(*text);
  if (!cpus) return fail(ErrorKind::usage, "--pin: " + cpus.error().what, cpus.error().hint);
  for (const int cpu : *cpus) {
    if (std::find(allowed.begin(), allowed.end(), cpu) != allowed.end()) continue;
    return fail(ErrorKind::incompatible,
                fmt::format("--pin {}: this process may not run on processor {}", *text, cpu),
                fmt::format("It may use {}.", fmt::join(allowed, ", ")));
  }
  return cpus;
}

/// The first `count` devices that are there.
Outcome<Devices> first_devices(std::uint64_t count, const std::vector<run::Gpu>& listed) {
  if (count > listed.size()) {
    return fail(ErrorKind::incompatible,
                fmt::format("--gpus {}: this machine has {}", count, listed.size()),
                "`nvidia-smi -L` lists them; leave --gpus out for one attempt at a time.");
  }
  Devices places;
  for (std::uint64_t i = 0; i < count; ++i) places.push_back({listed[i].uuid});
  return places;
}

Outcome<Devices> named_devices(const std::string& names, const std::vector<run::Gpu>& listed) {
  Devices places;
  for (std::string& name : split(names, ',')) {
    const bool there = std::any_of(listed.begin(), listed.end(),
                                   [&name](const run::Gpu& gpu) { return gpu.uuid == name; });
    const bool twice = std::any_of(places.begin(), places.end(),
                                   [&name](const auto& place) { return place.front() == name; });
    if (!there) {
      return fail(ErrorKind::incompatible,
                  fmt::format("--gpus: there is no device {} on this machine", name),
                  "`nvidia-smi -L` lists the UUIDs.");
    }
    if (twice) {
      return fail(ErrorKind::usage, fmt::format("--gpus: {} stands twice", name),
                  "A device has one attempt at a time; name each once.");
    }
    places.push_back({std::move(name)});
  }
  return places;
}

Outcome<Devices> devices_of(const Arguments& arguments, const run::GpuTool& tool) {
  const auto text = arguments.text("gpus");
  if (!text) return Devices{};
  const auto listed = run::list_gpus(tool);
  if (!listed) {
    return fail(listed.error().kind, "--gpus: " + listed.error().what, listed.error().hint);
  }
  std::uint64_t count = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), count);
  const bool number = read.ec == std::errc() && read.ptr == text->data() + text->size();
  auto devices = number ? first_devices(count, *listed) : named_devices(*text, *listed);
  if (devices && devices->empty()) {
    return fail(ErrorKind::usage, fmt::format("--gpus {} names no device", *text),
                "Give a number from 1 on, or UUIDs; leave it out for the default.");
  }
  return devices;
}

/// Whether anything but one attempt after another was asked for.
bool shares_out(const Arguments& arguments) {
  return arguments.has("cpu-slots") || arguments.has("gpus") || arguments.has("max-parallel");
}

}  // namespace

Outcome<run::Places> places_of(const Arguments& arguments, const std::vector<int>& allowed,
                               const run::GpuTool& tool, double limit_s) {
  const auto pinned = pinned_cpus(arguments, allowed);
  if (!pinned) return pass_on(pinned);
  const auto slots = arguments.whole("cpu-slots", 1, most);
  if (!slots) return pass_on(slots);
  const auto at_once = arguments.whole("max-parallel", 1, most);
  if (!at_once) return pass_on(at_once);
  const auto devices = devices_of(arguments, tool);
  if (!devices) return pass_on(devices);

  const std::vector<int>& cpus = pinned->empty() ? allowed : *pinned;
  if (slots->value_or(1) > std::max<std::size_t>(1, cpus.size())) {
    return fail(
        ErrorKind::incompatible,
        fmt::format("--cpu-slots {}: there are {} processors to share out", **slots, cpus.size()),
        "A slot needs a core of its own.");
  }
  if (shares_out(arguments)) {
    run::Places shared =
        run::share_out(cpus, slots->value_or(1), *devices, at_once->value_or(0), limit_s);
    run::keep_to(shared, *pinned);
    return shared;
  }
  run::Places places = run::whole_machine(
      pinned->empty() ? run::quiet_cpu() : std::vector<int>{pinned->back()}, limit_s);
  places.cpu.front().spread = *pinned;  // a worker of many threads has all that were named
  return places;
}

Outcome<std::vector<CaseListing>> wanted_platforms(const Arguments& arguments,
                                                   std::vector<CaseListing> listings) {
  const auto platforms = arguments.text("platforms");
  if (!platforms) return listings;
  const std::vector<std::string> named = split(*platforms, ',');
  for (auto name = named.begin(); name != named.end(); ++name) {
    if (std::find(named.begin(), name, *name) == name) continue;
    return fail(ErrorKind::usage, fmt::format("--platforms: {} stands twice", *name),
                "Its rows would be pooled as if they were one; name each platform once.");
  }
  auto wanted = run::fan_out(listings, named);
  if (!wanted) {
    return fail(wanted.error().kind, "--platforms: " + wanted.error().what, wanted.error().hint);
  }
  return wanted;
}

Outcome<run::Attendance> attendance_of(const Arguments& arguments) {
  const auto settle = arguments.number("gpu-settle-s");
  if (!settle) return pass_on(settle);
  if (*settle && !(**settle >= 0 && **settle <= 3600)) {
    return fail(ErrorKind::usage, "--gpu-settle-s must be from 0 to 3600", "0 is the default.");
  }
  run::Attendance attendance;
  attendance.gpu_settle_s = settle->value_or(0);
  attendance.strict_platform = arguments.has("strict");
  attendance.notice = [](const std::string& sentence) { note(sentence); };
  return attendance;
}

}  // namespace tidegate::command
