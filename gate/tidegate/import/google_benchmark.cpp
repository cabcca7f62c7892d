#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include <tidegate/import/google_benchmark.hpp>
#include <tidegate/import/google_benchmark_name.hpp>
#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/units.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

/// Fields that every entry has; all other numbers are counters.
constexpr std::array own_fields{std::string_view("name"),
                                std::string_view("family_index"),
                                std::string_view("run_name"),
                                std::string_view("per_family_instance_index"),
                                std::string_view("run_type"),
                                std::string_view("repetitions"),
                                std::string_view("threads"),
                                std::string_view("repetition_index"),
                                std::string_view("iterations"),
                                std::string_view("aggregate_name"),
                                std::string_view("real_time"),
                                std::string_view("aggregate_unit"),
                                std::string_view("cpu_time"),
                                std::string_view("time_unit"),
                                std::string_view("error_occurred"),
                                std::string_view("error_message"),
                                std::string_view("skipped"),
                                std::string_view("skip_message"),
                                std::string_view("label"),
                                std::string_view("items_per_second"),
                                std::string_view("bytes_per_second")};

/// All entries of one benchmark.
struct Benchmark {
  std::string name;
  std::vector<double> real;
  std::vector<double> cpu;
  std::vector<double> items;
  std::vector<double> bytes;
  std::map<std::string, std::vector<double>> counters;
  std::uint64_t iterations = 0;   ///< of the shortest repetition
  std::set<std::uint64_t> taken;  ///< numbers of its repetitions
  std::uint64_t repetitions = 1;
  std::map<std::string, double> aggregates;  ///< real time by name, s
  Status status = Status::ok;
  std::string failure;
};

class Benchmarks {
 public:
  Benchmark& of(const std::string& name) {
    const auto [at, fresh] = places_.emplace(name, all_.size());
    if (fresh) all_.push_back({});
    if (fresh) all_.back().name = name;
    return all_[at->second];
  }
  const std::vector<Benchmark>& all() const { return all_; }

 private:
  std::vector<Benchmark> all_;  // in the order of the file
  std::map<std::string, std::size_t> places_;
};

double unit_of(ObjectReader& entry) {
  const std::string unit = entry.text_or("time_unit", "ns");
  const auto seconds = seconds_in(unit);
  if (!seconds) entry.complain("time_unit", fmt::format("is '{}'", unit));
  return seconds.value_or(1);
}

void take_counters(const ObjectReader& entry, Benchmark& benchmark) {
  for (const auto& member : entry.object()) {
    const std::string_view name{member.key().data(), member.key().size()};
    if (std::find(own_fields.begin(), own_fields.end(), name) != own_fields.end()) continue;
    const auto number = number_in(member.value());
    if (!number && !member.value().is_null()) continue;  // a text of the author's
    std::vector<double>& values = benchmark.counters[std::string(name)];
    if (number) values.push_back(*number);
  }
}

/// Two benchmarks may be registered under one name. Taken for repetitions of one, the spread of
/// their samples would be the difference of the two.
void tell_apart(ObjectReader& entry, Benchmark& benchmark) {
  if (entry.find("repetition_index") == nullptr) return;  // of some old versions
  if (benchmark.taken.insert(entry.count("repetition_index")).second) return;
  entry.complain("run_name", fmt::format("is '{}' for two benchmarks", benchmark.name));
}

void take_repetition(ObjectReader& entry, Benchmark& benchmark) {
  tell_apart(entry, benchmark);
  if (entry.flag_or("error_occurred", false)) {
    benchmark.status = Status::crashed;
    benchmark.failure = entry.text_or("error_message", "it reported an error");
    return;
  }
  if (entry.flag_or("skipped", false)) {
    benchmark.status = Status::skipped;
    benchmark.failure = entry.text_or("skip_message", "it skipped itself");
    return;
  }
  const double unit = unit_of(entry);
  benchmark.real.push_back(entry.number("real_time") * unit);
  benchmark.cpu.push_back(entry.number("cpu_time") * unit);
  const std::uint64_t iterations = entry.count("iterations");
  benchmark.iterations =
      benchmark.iterations == 0 ? iterations : std::min(benchmark.iterations, iterations);
  if (const auto rate = entry.maybe_number("items_per_second")) benchmark.items.push_back(*rate);
  if (const auto rate = entry.maybe_number("bytes_per_second")) benchmark.bytes.push_back(*rate);
  take_counters(entry, benchmark);
}

void take_entry(ObjectReader& entry, Benchmarks& found) {
  const std::string type = entry.text("run_type");  // since 1.5: before, names alone tell
  const std::string name = entry.text("run_name");
  if (entry.problem().found()) return;
  Benchmark& benchmark = found.of(name);
  benchmark.repetitions = entry.count_or("repetitions", 1);
  if (type == "iteration") return take_repetition(entry, benchmark);
  const std::string aggregate = entry.text_or("aggregate_name", "");
  if (type != "aggregate" || (aggregate != "mean" && aggregate != "median")) return;
  benchmark.aggregates[aggregate] = entry.number("real_time") * unit_of(entry);
}

bool all_plausible(const std::vector<double>& values, std::string_view unit) {
  return !values.empty() && std::all_of(values.begin(), values.end(), [unit](double value) {
    return is_plausible(value, unit) && value >= 0;
  });
}

/// The directions that google-benchmark's own memory counters have; it states no others.
Counter counter_of(const std::string& name, std::vector<double> values) {
  Counter counter;
  counter.name = counter_name(name);
  const bool bytes = name == "max_bytes_used" || name == "total_allocated_bytes";
  if (bytes) counter.unit = "B";
  if (bytes || name == "allocs_per_iter") counter.better = Better::lower;
  if (values.empty() || !all_plausible(values, "1")) {
    counter.why = values.empty() ? "it was written as no number" : "it was below 0 or too large";
    return counter;
  }
  std::sort(values.begin(), values.end());
  counter.value = values[(values.size() - 1) / 2];  // a value that was there, not a mean of two
  return counter;
}

/// What the benchmark's time is: samples, else a median, else a mean of all repetitions.
void add_times(const Benchmark& benchmark, AttemptRow& row) {
  if (!benchmark.real.empty()) {
    if (!all_plausible(benchmark.real, "s")) {
      return set_failed(row, Status::crashed, "it reports a time that cannot be");
    }
    add_samples(row, warm_time, benchmark.real, benchmark.iterations);
    if (all_plausible(benchmark.cpu, "s")) {
      add_samples(row, "cpu_time", benchmark.cpu, benchmark.iterations);
    }
    if (all_plausible(benchmark.items, "1/s")) add_samples(row, throughput, benchmark.items);
    if (all_plausible(benchmark.bytes, "B/s")) add_samples(row, bytes_per_s, benchmark.bytes);
    return;
  }
  for (const char* statistic : {"median", "mean"}) {
    const auto found = benchmark.aggregates.find(statistic);
    if (found == benchmark.aggregates.end()) continue;
    if (!all_plausible({found->second}, "s")) break;
    return stand_in(row, statistic, found->second, benchmark.repetitions);
  }
  set_failed(row, Status::crashed, "it reports neither a repetition nor a mean");
}

AttemptRow row_of(const Benchmark& benchmark) {
  const Key key = google_benchmark_key(benchmark.name);
  AttemptRow row = new_row(key.case_name, key.point.axes, key.platform);
  if (benchmark.status != Status::ok) {
    set_failed(row, benchmark.status, benchmark.failure);
    return row;
  }
  for (const auto& [name, values] : benchmark.counters) {
    row.counters.push_back(counter_of(name, values));
  }
  add_times(benchmark, row);
  return row;
}

void read_context(ObjectReader& context, Provenance& facts, Imported& found) {
  const auto whole = [&context](std::string_view name) -> FactValue {
    const auto number = context.maybe_number(name);
    return number ? FactValue(fmt::format("{:.0f}", *number)) : FactValue();
  };
  found.measured = foreign_time(context.text_or("date", ""));
  if (const auto host = context.text_or("host_name", ""); !host.empty()) facts[Fact::host] = host;
  if (const auto program = context.text_or("executable", ""); !program.empty()) {
    facts[Fact::worker] = program;
  }
  if (context.text_or("library_build_type", "") == "debug") {
    found.notes.emplace_back(
        "its google-benchmark was built for debugging, which it says may affect the times");
  }
  facts[Fact::cpu_cores] = whole("num_cpus");
  facts[Fact::cpu_mhz] = whole("mhz_per_cpu");
}

}  // namespace

Outcome<Imported> read_google_benchmark(const std::filesystem::path& file) {
  return import_object(file, [](ObjectReader& root, Imported& found) {
    Provenance facts;
    if_object(root, "context", [&](ObjectReader& context) { read_context(context, facts, found); });
    Benchmarks benchmarks;
    each_object(root, "benchmarks", [&](ObjectReader& entry) { take_entry(entry, benchmarks); });
    for (const Benchmark& benchmark : benchmarks.all()) {
      const bool bare = benchmark.real.empty() && benchmark.aggregates.empty();
      if (bare && benchmark.status == Status::ok) continue;  // a fit of complexity, no benchmark
      found.attempts.push_back(row_of(benchmark));
      found.attempts.back().provenance = facts;
    }
  });
}

}  // namespace tidegate::foreign
