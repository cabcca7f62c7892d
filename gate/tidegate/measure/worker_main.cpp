#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <tidegate/measure/benchmark.hpp>
#include <tidegate/measure/build_facts.hpp>
#include <tidegate/measure/direct_run.hpp>
#include <tidegate/measure/worker.hpp>

namespace tidegate {
namespace {

ExitCode run(measure::Worker& worker, const std::vector<std::string>& words) {
  if (words.empty() || words.front() != "--tidegate") return measure::run_directly(worker, words);
  return measure::run_protocol(worker, {words.begin() + 1, words.end()});
}

}  // namespace

int worker_main(int argc, char** argv) {
  try {
    measure::SteadyClock clock;
    measure::Worker worker{measure::registry(),
                           measure::sessions(),
                           measure::own_executable(),
                           clock,
                           std::cin,
                           std::cout,
                           std::cerr};
    return static_cast<int>(run(worker, {argv + (argc > 0 ? 1 : 0), argv + argc}));
  } catch (const std::exception& problem) {
    std::cerr << "the worker stopped: " << problem.what() << '\n';
  }
  return static_cast<int>(ExitCode::cannot_say);
}

}  // namespace tidegate
