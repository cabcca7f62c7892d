// How fast a store takes rows, how fast it finds the newest row of each key among a million, and in
// how much memory. Usage: store_speed [run files, default 1000] [rows in each, default 1000]
// Decides: what a row of ordinary size is. Refuses to know: a verdict on the figures; the targets
// stand beside them. It needs about 2.5 KiB of disk a row, in TMPDIR.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <tidegate/row/machine_class.hpp>
#include <tidegate/store/latest.hpp>
#include <tidegate/store/row_store.hpp>

namespace {

namespace fs = std::filesystem;
using namespace tidegate;

class Watch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// What our worker writes of a kernel: 40 warm samples, a cold one, memory, fidelity, every fact.
AttemptRow ordinary_row(const std::string& run_id, std::int64_t point) {
  AttemptRow row;
  row.run_id = run_id;
  row.key = {"semiring_matmul",
             {{{"n", point}, {"algebra", std::string("log")}, {"dtype", std::string("fp32")}}},
             "kokkos",
             "serial"};
  std::vector<double> samples(40);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = 1.0721133333e-4 * (1 + 0.001 * static_cast<double>((i * 7919) % 101));
  }
  row.metrics = {{"warm_time", "s", 19, samples},
                 {"cold_time", "s", 1, {3.1e-4}},
                 {"peak_rss", "B", 1, {8548352}}};
  row.work = {1572864, 268435456};
  row.fidelity = Fidelity{Fidelity::Verdict::pass, 0.25, 1e-6, 16384, 0, 1e-3, 1e-4, "fp64_full"};
  for (const FactInfo& fact : all_facts()) {
    row.provenance[fact.fact] = fmt::format("some {} of the machine", fact.name);
  }
  row.machine_class = machine_class_id(row.provenance);
  return row;
}

std::vector<AttemptRow> rows_of_run(const std::string& run_id, std::size_t count) {
  std::vector<AttemptRow> rows;
  for (std::size_t i = 0; i < count; ++i) {
    rows.push_back(ordinary_row(run_id, static_cast<std::int64_t>(i)));
  }
  return rows;
}

/// From now on, the kernel counts the peak anew.
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

std::string peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return line.substr(line.find_first_not_of(" \t", 6));
  }
  return "unknown";
}

template <class T>
T expect(Outcome<T> outcome) {
  if (outcome) {
    if constexpr (!std::is_void_v<T>) return std::move(*outcome);
  } else {
    fmt::print(stderr, "store_speed: {}\n  hint: {}\n", outcome.error().what, outcome.error().hint);
    std::exit(2);
  }
}

void measure_append(const fs::path& folder) {
  constexpr std::size_t many = 10000;
  const std::vector<AttemptRow> rows = rows_of_run("together", many);
  const auto store = expect(store::RowStore::open(folder));
  const Watch together;
  expect(store.append(rows));
  fmt::print("append of {} rows at once, fsynced: {:.3f} s (target: below 1 s)\n", many,
             together.seconds());
  constexpr std::size_t few = 200;
  const Watch alone;
  for (std::size_t i = 0; i < few; ++i) expect(store.append(rows[i]));
  fmt::print("append of {} rows one by one, each fsynced: {:.2f} ms a row, which is the disk's\n",
             few, alone.seconds() * 1e3 / static_cast<double>(few));
}

void measure_latest(const fs::path& folder, std::size_t runs, std::size_t rows_each) {
  const auto store = expect(store::RowStore::open(folder));
  for (std::size_t run = 0; run < runs; ++run) {
    expect(store.append(rows_of_run(fmt::format("20260101T{:06}Z__0000000", run), rows_each)));
  }
  std::vector<fs::path> files;
  std::uint64_t bytes = 0;
  for (const store::RunFile& file : expect(store::run_files(folder))) {
    files.push_back(file.path);
    bytes += file.bytes;
  }
  for (const char* pass : {"first", "second"}) {
    forget_peak();
    const Watch watch;
    const store::Latest latest = expect(store::latest_of(files));
    fmt::print(
        "latest, {} pass: {} rows of {} in {} files, {:.2f} GB: {:.2f} s (target: below 3 s for "
        "a million), peak memory {}\n",
        pass, latest.rows.size(), latest.lines, files.size(), static_cast<double>(bytes) / 1e9,
        watch.seconds(), peak_memory());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int at, std::size_t otherwise) {
    return argc > at ? static_cast<std::size_t>(std::strtoul(argv[at], nullptr, 10)) : otherwise;
  };
  const std::size_t runs = number(1, 1000);
  const std::size_t rows_each = number(2, 1000);
  if (runs == 0 || rows_each == 0) {
    std::fputs("usage: store_speed [run files] [rows in each]\n", stderr);
    return 64;
  }
  std::string folder = (fs::temp_directory_path() / "store_speed-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 2;
  measure_append(fs::path(folder) / "append");
  measure_latest(fs::path(folder) / "latest", runs, rows_each);
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return 0;
}
