#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include <tidegate/base/split.hpp>
#include <tidegate/run/gpu_choice.hpp>

namespace tidegate::run {
namespace {

std::optional<std::size_t> count_in(const std::string& text) {
  std::size_t count = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (text.empty() || code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return count;
}

tl::unexpected<Error> malformed(const std::string& variable, const std::string& value) {
  return fail(ErrorKind::bad_input, fmt::format("{} is '{}'", variable, value),
              "ctest sets it from the resource specification file: look at that file.");
}

/// Adds the ids of `id:0,slots:1;id:1,slots:2`.
Outcome<void> add_ids(const std::string& variable, const std::string& value,
                      std::vector<std::string>& ids) {
  constexpr std::string_view prefix = "id:";
  for (const std::string& allocation : split(value, ';')) {
    const std::string id = allocation.substr(0, allocation.find(','));
    if (!id.starts_with(prefix) || id.size() == prefix.size()) return malformed(variable, value);
    ids.push_back(id.substr(prefix.size()));
  }
  return {};
}

/// Whether `name` means this device: nvidia-smi's index, the UUID or its beginning, or CTest's id.
bool means(const std::string& name, const Gpu& gpu) {
  return name == std::to_string(gpu.index) || name == ctest_id(gpu.uuid) ||
         (name.starts_with("GPU-") && gpu.uuid.starts_with(name));
}

const Gpu* find(const std::vector<Gpu>& listed, const std::string& name) {
  const auto found = std::find_if(listed.begin(), listed.end(),
                                  [&name](const Gpu& gpu) { return means(name, gpu); });
  return found == listed.end() ? nullptr : &*found;
}

Outcome<std::vector<std::string>> allocated(const std::vector<std::string>& ids,
                                            const std::vector<Gpu>& listed) {
  std::vector<std::string> devices;
  for (const std::string& id : ids) {
    const Gpu* gpu = find(listed, id);
    if (gpu == nullptr && !(listed.empty() && count_in(id))) {
      return fail(ErrorKind::incompatible,
                  fmt::format("CTest allocated the GPU '{}', which nvidia-smi does not list", id),
                  "Write the resource specification file anew: configure the build tree again.");
    }
    devices.push_back(gpu == nullptr ? id : gpu->uuid);
  }
  return devices;
}

}  // namespace

Environment own_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
}

Outcome<std::vector<std::string>> ctest_gpus(const Environment& environment) {
  std::vector<std::string> ids;
  const auto groups = environment("CTEST_RESOURCE_GROUP_COUNT");
  if (!groups) return ids;
  const auto count = count_in(*groups);
  if (!count) return malformed("CTEST_RESOURCE_GROUP_COUNT", *groups);
  for (std::size_t i = 0; i < *count; ++i) {
    const std::string variable = fmt::format("CTEST_RESOURCE_GROUP_{}_GPUS", i);
    const auto value = environment(variable);
    if (!value) continue;
    if (const auto added = add_ids(variable, *value, ids); !added) return pass_on(added);
  }
  return ids;
}

Outcome<std::vector<std::string>> choose_gpus(const Environment& environment,
                                              const std::vector<Gpu>& listed) {
  const auto ids = ctest_gpus(environment);
  if (!ids) return pass_on(ids);
  if (!ids->empty()) return allocated(*ids, listed);
  std::vector<std::string> devices;
  const auto visible = environment("CUDA_VISIBLE_DEVICES");
  if (visible) {
    for (const std::string& name : split(*visible, ',')) {
      const Gpu* gpu = find(listed, name);
      devices.push_back(gpu == nullptr ? name : gpu->uuid);
    }
  } else if (!listed.empty()) {
    devices.push_back(listed.front().uuid);
  }
  return devices;
}

}  // namespace tidegate::run
