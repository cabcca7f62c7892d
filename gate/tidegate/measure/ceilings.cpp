#include <algorithm>
#include <cmath>
#include <memory>
#include <thread>

#include <tidegate/measure/ceilings.hpp>
#include <tidegate/measure/do_not_optimize.hpp>

namespace tidegate::measure {
namespace {

constexpr double repeat_s = 20e-3;
constexpr std::uint64_t most_calls = std::uint64_t{1} << 40U;
constexpr int least_repeats = 3;

double seconds_of(Clock& clock, const Calls& run, std::uint64_t calls) {
  const std::int64_t start = clock.now_ns();
  run(calls);
  return static_cast<double>(clock.now_ns() - start) * 1e-9;
}

/// The same work on `threads` threads at once. Starting them costs microseconds of 20 ms.
template <class Work>
void at_once(std::size_t threads, const Work& work) {
  std::vector<std::jthread> others;
  for (std::size_t thread = 1; thread < threads; ++thread) {
    others.emplace_back([&work, thread] { work(thread); });
  }
  work(0);
}

/// Three arrays of 128 MiB, each thread in its own part.
class Triad {
 public:
  explicit Triad(std::size_t threads)
      : threads_(threads), a_(length, 0.0), b_(length, 1.0), c_(length, 2.0) {}

  static constexpr double bytes = 3.0 * sizeof(double);

  void run(std::uint64_t calls) {
    at_once(threads_, [&](std::size_t thread) {
      const std::size_t part = length / threads_;
      for (std::uint64_t call = 0; call < calls; ++call) pass(thread * part, part);
    });
  }
  double bytes_per_call() const {
    return bytes * static_cast<double>(length / threads_ * threads_);
  }

 private:
  static constexpr std::size_t length = (std::size_t{128} << 20U) / sizeof(double);

  void pass(std::size_t first, std::size_t count) {
    double* a = a_.data() + first;
    const double* b = b_.data() + first;
    const double* c = c_.data() + first;
    for (std::size_t i = 0; i < count; ++i) a[i] = b[i] + 3.0 * c[i];
    clobber_memory();
  }

  std::size_t threads_;
  std::vector<double> a_;
  std::vector<double> b_;
  std::vector<double> c_;
};

double memory_ceiling(Clock& clock, std::size_t cores, double budget_s) {
  Triad triad(cores);
  return best_rate(
      clock, [&](std::uint64_t calls) { triad.run(calls); }, triad.bytes_per_call(), budget_s);
}

double flop_ceiling(Clock& clock, Precision precision, std::size_t cores, double budget_s) {
  const std::vector<FlopLoop> loops = flop_loops(precision);
  double best = 0;
  for (const FlopLoop& loop : loops) {
    const auto run = [&](std::uint64_t calls) {
      at_once(cores, [&](std::size_t) { loop.run(calls); });
    };
    best = std::max(best, best_rate(clock, run, loop.flops_per_step * static_cast<double>(cores),
                                    budget_s / static_cast<double>(loops.size())));
  }
  return best;
}

}  // namespace

double best_rate(Clock& clock, const Calls& run, double amount_per_call, double budget_s) {
  std::uint64_t calls = 1;
  double elapsed = seconds_of(clock, run, calls);
  while (elapsed < repeat_s) {
    if (calls >= most_calls) return 0;
    calls = elapsed > repeat_s / 100 ? static_cast<std::uint64_t>(std::ceil(
                                           static_cast<double>(calls) * 1.1 * repeat_s / elapsed))
                                     : calls * 10;
    elapsed = seconds_of(clock, run, calls);
  }
  double best_s = elapsed;
  double spent_s = 0;
  for (int repeat = 0; repeat < least_repeats || spent_s < budget_s; ++repeat) {
    const double seconds = seconds_of(clock, run, calls);
    spent_s += seconds;
    if (seconds > 0) best_s = std::min(best_s, seconds);
  }
  return amount_per_call * static_cast<double>(calls) / best_s;
}

Ceilings measure_ceilings(Clock& clock, std::size_t cores, double budget_s) {
  const double share = budget_s / 3;
  return {
      {"ceiling_cores", "1", static_cast<double>(cores), ""},
      {"ceiling_bytes_per_s", "B/s", memory_ceiling(clock, cores, share), ""},
      {"ceiling_fp32_flops_per_s", "flop/s", flop_ceiling(clock, Precision::fp32, cores, share),
       ""},
      {"ceiling_fp64_flops_per_s", "flop/s", flop_ceiling(clock, Precision::fp64, cores, share),
       ""},
  };
}

}  // namespace tidegate::measure
