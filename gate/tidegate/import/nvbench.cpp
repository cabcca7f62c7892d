/// Results of nvbench: --json, and the samples of --jsonbin beside it.
/// Decides: which of nvbench's times a row has. Refuses to know: GPUs.
#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <map>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

namespace fs = std::filesystem;

/// The measurements of nvbench, the one that a row has first. `batch` is left out: it keeps the
/// device busy with many calls at once, which is another question.
struct Measurement {
  const char* samples;  ///< tag of the file of samples
  const char* time;     ///< tags of summaries begin so
  const char* rates;    ///< and those of rates so
  std::string_view platform;
};
constexpr Measurement measurements[] = {
    {"nv/json/bin:nv/cold/sample_times", "nv/cold/time/gpu/", "nv/cold/bw/", "cuda"},
    {"nv/json/bin:nv/cpu_only/sample_times", "nv/cpu_only/time/cpu/", "nv/cpu_only/bw/",
     unstated_platform}};

/// Named texts of a summary: numbers are written as texts too.
using Data = std::map<std::string, std::string>;
using Summaries = std::map<std::string, Data>;

std::optional<double> number_of(const Data& data, const std::string& name) {
  const auto found = data.find(name);
  if (found == data.end()) return std::nullopt;
  const std::string& text = found->second;
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// `{"name", "type", "value"}`, the value a text; version 0 wrote some as numbers.
void take_value(ObjectReader& item, Data& data) {
  const std::string name = item.text("name");
  const Json* value = item.find("value");
  if (value == nullptr) return;  // infinite noise is null
  if (const auto* text = value->if_string()) {
    data[name] = std::string(text->data(), text->size());
  } else if (const auto number = number_in(*value)) {
    data[name] = fmt::format("{}", *number);
  } else {
    item.mistyped("value", *value, "a text or a number");
  }
}

Summaries summaries_of(ObjectReader& state) {
  Summaries summaries;
  if (state.find("summaries") == nullptr) return summaries;
  each_object(state, "summaries", [&summaries](ObjectReader& summary) {
    Data& data = summaries[summary.text("tag")];
    data["hint"] = summary.text_or("hint", "");
    if (summary.find("data") == nullptr) return;
    each_object(summary, "data", [&data](ObjectReader& item) { take_value(item, data); });
  });
  return summaries;
}

std::optional<double> value_of(const Summaries& summaries, const std::string& tag) {
  const auto found = summaries.find(tag);
  return found == summaries.end() ? std::nullopt : number_of(found->second, "value");
}

/// Names in the JSON are relative to it, in old versions to where the program ran.
fs::path sidecar(const fs::path& json, const fs::path& named) {
  std::error_code code;
  const fs::path beside = json.parent_path() / named;
  if (named.is_absolute() || fs::exists(beside, code)) return named.is_absolute() ? named : beside;
  return json.parent_path() / named.parent_path().filename() / named.filename();
}

/// Little-endian floats, as many as the JSON says.
Outcome<std::vector<double>> read_samples(const fs::path& file, double count) {
  const auto bytes = read_foreign(file);
  if (!bytes) return pass_on(bytes);
  static_assert(std::endian::native == std::endian::little, "nvbench writes little-endian");
  if (bytes->empty() || static_cast<double>(bytes->size()) != count * sizeof(float)) {
    return fail(ErrorKind::bad_input,
                fmt::format("{}: has {} bytes, {} samples have {}", file.string(), bytes->size(),
                            count, count * sizeof(float)),
                "Copy the folder of samples together with the JSON.");
  }
  std::vector<double> samples(bytes->size() / sizeof(float));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    float sample = 0;
    std::memcpy(&sample, bytes->data() + i * sizeof sample, sizeof sample);
    samples[i] = sample;
  }
  return samples;
}

/// Every sample where they were kept and are there.
bool add_kept_samples(const fs::path& json, const Data& data, AttemptRow& row, ObjectReader& state,
                      Imported& found) {
  const auto name = data.find("filename");
  const auto count = number_of(data, "size");
  if (name == data.end() || !count) return false;
  const fs::path file = sidecar(json, name->second);
  std::error_code code;
  if (!fs::exists(file, code)) {
    found.notes.push_back(fmt::format("{} is not there: {} has a summary instead of its samples",
                                      file.string(), row.key.case_name));
    return false;
  }
  auto samples = read_samples(file, *count);
  if (!samples) {
    state.complain("summaries", samples.error().what);
    return true;
  }
  add_samples(row, warm_time, std::move(*samples));
  return true;
}

/// A summary's number that can be a time; a mean of no samples is `nan`.
std::optional<double> time_of(const Summaries& summaries, const std::string& tag) {
  const auto time = value_of(summaries, tag);
  return time && is_plausible(*time, "s") ? time : std::nullopt;
}

/// What nvbench made of elements and bytes that the author stated, and of the mean time.
void add_rates(const Summaries& summaries, const std::string& tags, AttemptRow& row) {
  const auto items = value_of(summaries, tags + "item_rate");
  if (items && is_plausible(*items, "1/s")) add_samples(row, throughput, {*items});
  const auto bytes = value_of(summaries, tags + "global/bytes_per_second");
  if (bytes && is_plausible(*bytes, "B/s")) add_samples(row, bytes_per_s, {*bytes});
}

std::string unit_of(const Data& summary) {
  for (const auto& [hint, unit] :
       {std::pair{"duration", "s"}, {"bytes", "B"}, {"byte_rate", "B/s"}, {"item_rate", "1/s"}}) {
    if (summary.at("hint") == hint) return unit;
  }
  return "1";
}

/// Numbers that the benchmark's author added: nobody says which way they are better. Tags that
/// begin with `nv/` are nvbench's own.
void add_counters(const Summaries& summaries, AttemptRow& row, Imported& found) {
  for (const auto& [tag, data] : summaries) {
    const auto value = number_of(data, "value");
    if (tag.starts_with("nv/") || !value) continue;
    Counter counter;
    counter.name = counter_name(tag);
    counter.unit = unit_of(data);
    if (is_plausible(*value, "1")) {
      counter.value = value;
    } else {
      counter.why = "it was written as no number";
    }
    const auto same = [&counter](const Counter& other) { return other.name == counter.name; };
    if (std::any_of(row.counters.begin(), row.counters.end(), same)) {
      found.notes.push_back(fmt::format("{} has another {} than its summary {}, which is left out",
                                        row.key.case_name, counter.name, tag));
      continue;
    }
    row.counters.push_back(std::move(counter));
  }
}

bool add_times(const fs::path& json, const Summaries& summaries, AttemptRow& row,
               ObjectReader& state, Imported& found) {
  for (const Measurement& measurement : measurements) {
    const std::string time = measurement.time;
    const auto minimum = time_of(summaries, time + "min");
    const auto mean = time_of(summaries, time + "mean");
    const auto kept = summaries.find(measurement.samples);
    if (!mean && !minimum && kept == summaries.end()) continue;
    row.key.platform = measurement.platform;
    add_rates(summaries, measurement.rates, row);
    if (kept != summaries.end() && add_kept_samples(json, kept->second, row, state, found)) {
      return true;
    }
    if (minimum || mean) stand_in(row, minimum ? "min" : "mean", minimum ? *minimum : *mean, 1);
    return minimum || mean;
  }
  return false;
}

std::vector<Axis> axes_of(ObjectReader& state) {
  std::vector<Axis> axes;
  if (state.find("axis_values") == nullptr) return axes;
  each_object(state, "axis_values", [&axes](ObjectReader& axis) {
    Data data;
    take_value(axis, data);
    for (const auto& [name, value] : data) axes.push_back({axis_name(name), axis_value(value)});
  });
  return axes;
}

using Devices = std::map<std::uint64_t, std::string>;

Devices devices_of(ObjectReader& root) {
  Devices devices;
  if (root.find("devices") == nullptr) return devices;
  each_object(root, "devices", [&devices](ObjectReader& device) {
    devices[device.count("id")] = device.text_or("name", "");
  });
  return devices;
}

/// Says on which GPU the row was measured.
void add_device(ObjectReader& state, const Devices& devices, AttemptRow& row) {
  const Json* field = state.find("device");
  const auto id = field == nullptr ? std::nullopt : count_in(*field);
  const auto device = id ? devices.find(*id) : devices.end();
  if (device == devices.end()) return;
  if (devices.size() > 1) {
    row.key.point.axes.push_back({"device", static_cast<std::int64_t>(device->first)});
  }
  row.key.platform = "cuda";
  if (!device->second.empty()) row.provenance[Fact::gpu_model] = device->second;
}

/// Of a benchmark that threw nvbench says that it was skipped, for a reason that begins so.
constexpr std::string_view threw = "Unexpected error: ";

void read_state(const fs::path& json, const std::string& name, const Devices& devices,
                ObjectReader& state, Imported& found) {
  AttemptRow row = new_row(case_name(name), axes_of(state));
  add_device(state, devices, row);
  if (state.flag_or("is_skipped", false)) {
    const std::string reason = state.text_or("skip_reason", "it skipped itself");
    set_failed(row, reason.starts_with(threw) ? Status::crashed : Status::skipped, reason);
  } else {
    const Summaries summaries = summaries_of(state);
    add_counters(summaries, row, found);
    if (!add_times(json, summaries, row, state, found)) {
      set_failed(row, Status::crashed, "it reports no time");
    }
  }
  found.attempts.push_back(std::move(row));
}

/// A newer major version may call anything otherwise.
void check_version(ObjectReader& root) {
  if_object(root, "meta", [](ObjectReader& meta) {
    if_object(meta, "version", [](ObjectReader& version) {
      if_object(version, "json", [](ObjectReader& json) {
        const auto major = json.count_or("major", 1);
        if (major > 1) json.complain("major", fmt::format("is {}, newer than 1", major));
      });
    });
  });
}

void read_benchmark(const fs::path& file, const Devices& devices, ObjectReader& benchmark,
                    Imported& found) {
  const std::string name = benchmark.text("name");
  if (benchmark.find("states") == nullptr) {
    found.notes.push_back(fmt::format("{} has no states: nothing of it was run", name));
    return;
  }
  // Of a benchmark of the CPU alone, which lists no devices, nvbench writes one that it never
  // looked up: any number.
  const bool on_gpu = benchmark.find("devices") != nullptr;
  each_object(benchmark, "states", [&](ObjectReader& state) {
    read_state(file, name, on_gpu ? devices : Devices{}, state, found);
  });
}

}  // namespace

Outcome<Imported> read_nvbench(const fs::path& file) {
  return import_object(file, [&file](ObjectReader& root, Imported& found) {
    check_version(root);
    const Devices devices = devices_of(root);
    each_object(root, "benchmarks",
                [&](ObjectReader& benchmark) { read_benchmark(file, devices, benchmark, found); });
  });
}

}  // namespace tidegate::foreign
