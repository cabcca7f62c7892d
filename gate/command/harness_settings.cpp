#include "harness_settings.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/base/split.hpp>
#include <tidegate/run/places.hpp>
#include <tidegate/run/platforms.hpp>
#include <tidegate/run/selection.hpp>

#include "common_flags.hpp"

namespace tidegate::command {
namespace {

using Listings = std::vector<CaseListing>;
using Words = std::vector<std::string>;

constexpr std::string_view dtype_axis = "dtype";

/// The values of a flag that may be repeated and may have several with commas.
Words words_of(const Arguments& arguments, std::string_view flag, const Words& usual) {
  Words words;
  for (const std::string& value : arguments.all(flag)) {
    for (std::string& word : split(value, ',')) words.push_back(std::move(word));
  }
  return arguments.has(flag) ? words : usual;
}

Outcome<Words> each_once(const Arguments& arguments, std::string_view flag, const Words& usual) {
  Words words = words_of(arguments, flag, usual);
  if (words.empty()) {
    return fail(ErrorKind::usage, fmt::format("--{} names nothing", flag),
                fmt::format("Leave it out for {}.", fmt::join(usual, ",")));
  }
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (std::find(words.begin(), word, *word) == word) continue;
    return fail(ErrorKind::usage, fmt::format("--{}: {} stands twice", flag, *word),
                "Name each once; --repeats measures all of them again.");
  }
  return words;
}

Outcome<Words> dtypes_of(const Arguments& arguments) {
  auto dtypes = each_once(arguments, "dtype", {"float32"});
  if (!dtypes) return dtypes;
  for (const std::string& dtype : *dtypes) {
    if (dtype == "float32" || dtype == "float64") continue;
    return fail(ErrorKind::usage, fmt::format("--dtype cannot be '{}'", dtype),
                "It is float32 or float64; repeat it for both.");
  }
  return dtypes;
}

/// `float32` is `fp32` on the axis.
std::string axis_word(const std::string& dtype) { return dtype == "float64" ? "fp64" : "fp32"; }

/// The texts of an axis among these listings, each once, in their order.
Words values_of(const Listings& listings, std::string_view axis) {
  Words values;
  for (const CaseListing& listing : listings) {
    const AxisValue* value = listing.key.point.find(axis);
    if (value == nullptr) continue;
    const std::string text = axis_text(*value);
    if (std::find(values.begin(), values.end(), text) == values.end()) values.push_back(text);
  }
  return values;
}

/// Whether the worker lists each of `wanted`.
Outcome<void> check_listed(const Listings& listings, std::string_view axis, const Words& wanted,
                           std::string_view flag) {
  const Words there = values_of(listings, axis);
  if (there.empty()) {
    return fail(ErrorKind::usage, fmt::format("no row of the worker has an axis {}", axis),
                flag == "sizes" ? "Name the axis of sizes with --size-axis, as --size-axis n."
                                : "The harness needs cases with an axis dtype of fp32 and fp64.");
  }
  for (const std::string& value : wanted) {
    if (std::find(there.begin(), there.end(), value) != there.end()) continue;
    return fail(ErrorKind::usage, fmt::format("--{}: no row has {}={}", flag, axis, value),
                fmt::format("The worker lists {}.", fmt::join(there, ", ")));
  }
  return {};
}

void keep_only(Listings& listings, std::string_view axis, const Words& wanted) {
  std::erase_if(listings, [&](const CaseListing& listing) {
    const AxisValue* value = listing.key.point.find(axis);
    return value == nullptr ||
           std::find(wanted.begin(), wanted.end(), axis_text(*value)) == wanted.end();
  });
}

Outcome<Listings> on_device(Listings listings, evidence::Device device) {
  if (device == evidence::Device::cuda) return run::fan_out(listings, {"cuda"});
  std::erase_if(listings,
                [](const CaseListing& listing) { return run::uses_gpu(listing.key.platform); });
  if (!listings.empty()) return listings;
  return fail(ErrorKind::usage, "none of these rows computes on the CPU",
              "Ask for --device cuda, or for another --provider.");
}

}  // namespace

Outcome<evidence::Config> harness_config(const Arguments& arguments) {
  evidence::Config config;
  const auto sizes = each_once(arguments, "sizes", {"256", "512"});
  if (!sizes) return pass_on(sizes);
  const auto dtypes = dtypes_of(arguments);
  if (!dtypes) return pass_on(dtypes);
  const std::string word = arguments.text_or("device", "cpu");
  const auto device = evidence::device_from(word);
  if (!device) {
    return fail(ErrorKind::usage, fmt::format("--device cannot be '{}'", word),
                "It is cpu or cuda.");
  }
  const auto repeats = arguments.whole("repeats", 1, 1000);
  if (!repeats) return pass_on(repeats);
  const auto constructions = arguments.whole("constructions", 0, 1000);
  if (!constructions) return pass_on(constructions);
  config.size_axis = arguments.text_or("size-axis", config.size_axis);
  config.sizes = *sizes;
  config.dtypes = *dtypes;
  config.device = *device;
  config.repeats = repeats->value_or(config.repeats);
  config.constructions = constructions->value_or(config.constructions);
  config.wants_tests = !arguments.has("no-tests");
  if (config.constructions == 1 || config.constructions == 2) {
    return fail(ErrorKind::usage, "--constructions must be 0, or 3 and more",
                "The second is compared with the last; 0 leaves it out.");
  }
  return config;
}

Outcome<Listings> harness_listings(const Arguments& arguments, const evidence::Config& config,
                                   const Listings& listed) {
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  auto selected = run::select(listed, *selection);
  if (!selected) return pass_on(selected);
  const auto sizes = check_listed(*selected, config.size_axis, config.sizes, "sizes");
  if (!sizes) return pass_on(sizes);
  Words dtypes;
  for (const std::string& dtype : config.dtypes) dtypes.push_back(axis_word(dtype));
  const auto typed = check_listed(*selected, dtype_axis, dtypes, "dtype");
  if (!typed) return pass_on(typed);
  keep_only(*selected, config.size_axis, config.sizes);
  keep_only(*selected, dtype_axis, dtypes);
  if (selected->empty()) {
    return fail(ErrorKind::usage, "no row has these sizes and dtypes together",
                "`tidegate run --list` shows what the worker has.");
  }
  return on_device(std::move(*selected), config.device);
}

}  // namespace tidegate::command
