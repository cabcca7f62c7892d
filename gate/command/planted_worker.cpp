#include "planted_worker.hpp"

#include <iostream>
#include <span>
#include <string>
#include <vector>

#include <tidegate/measure/benchmark.hpp>
#include <tidegate/measure/build_facts.hpp>
#include <tidegate/measure/worker.hpp>

namespace tidegate::command {
namespace {

constexpr int steps = 20000;

/// Set once, before anything is measured: a benchmark function has no other way to be told.
bool plants = false;

/// Dependent operations, so that the compiler can neither drop nor widen them, and the time is
/// their number times a latency: what is planted is what is measured.
double chain(double value, int count) {
  for (int i = 0; i < count; ++i) value = value * 0.999999 + 1e-6;
  return value;
}

void measure_chain(State& state) {
  const int percent = plants ? static_cast<int>(state.integer("planted")) : 0;
  const int count = steps + steps * percent / 100;
  double out = 0;
  state.work(0, 2.0 * count);
  state.measure([&] {
    out = chain(0.5, count);
    return out;
  });
  // The exact fixed point of the map is 1; whatever the number of steps, out lies between.
  state.check(std::span<const double>(&out, 1), [](std::size_t) { return 0.75; }, {0.0, 0.25});
}

}  // namespace

int planted_worker(int argc, char** argv) {
  const std::vector<std::string> words(argv + 2, argv + argc);
  const bool known = words.size() > 1 && (words[0] == honest_side || words[0] == planted_side) &&
                     words[1] == "--tidegate";
  if (!known) {
    std::cerr << "tidegate: " << planted_worker_word << " is what `tidegate gate --self-test` "
              << "starts; it is not meant for people\n";
    return static_cast<int>(ExitCode::usage);
  }
  plants = words[0] == planted_side;
  measure::Registry cases;
  CaseBuilder(cases, cases.add_case("self_test", TIDEGATE_COMPILER))
      .axis("planted", {0, 10})
      .provider("chain", measure_chain, {.reference = true});
  measure::SteadyClock clock;
  measure::Worker worker{cases,     {},       measure::own_executable(), clock, std::cin,
                         std::cout, std::cerr};
  return static_cast<int>(measure::run_protocol(worker, {words.begin() + 2, words.end()}));
}

}  // namespace tidegate::command
