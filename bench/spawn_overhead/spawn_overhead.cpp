/// What an attempt costs beyond the worker's own work: `tidegate run` with many attempts of a
/// worker that does nothing, beside posix_spawn and waitpid of the same program as often. The cost
/// of one attempt is the difference between a long run and a short one, divided by the attempts
/// between them, so that the start of the program, the listing and the report do not count. Both
/// are taken in turns, so that a disturbance of the machine meets both; medians are compared.
/// Usage: spawn_overhead <tidegate> <trivial_worker> [attempts, default 200] [repeats, default 7]
/// Decides: repetitions and the table. Refuses to know: what is good enough.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace spawn_overhead {
namespace {

/// Runs a program to its end with its output thrown away; seconds, below 0 when it failed.
double run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int fd : {1, 2}) {
    posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_WRONLY, 0);
  }
  const auto start = std::chrono::steady_clock::now();
  pid_t pid = 0;
  int status = 0;
  const bool ran =
      ::posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environ) == 0 &&
      ::waitpid(pid, &status, 0) == pid;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&actions);
  return ran && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? elapsed.count() : -1;
}

struct Programs {
  std::string tidegate;
  std::string worker;
  std::string folder;
};

double sweep_seconds(const Programs& programs, int attempts) {
  std::error_code code;
  std::filesystem::remove_all(programs.folder + "/rows", code);
  return run({programs.tidegate, "run", "--worker", programs.worker, "--attempts",
              std::to_string(attempts), "--out", programs.folder + "/rows"});
}

double spawn_seconds(const Programs& programs, int times) {
  double sum = 0;
  for (int i = 0; i < times; ++i) {
    const double seconds = run({programs.worker});
    if (seconds < 0) return -1;
    sum += seconds;
  }
  return sum;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

int compare(const Programs& programs, int attempts, int repeats) {
  constexpr int few = 10;
  std::vector<double> attempt;
  std::vector<double> spawn;
  for (int i = 0; i < repeats; ++i) {
    const double shorter = sweep_seconds(programs, few);
    const double longer = sweep_seconds(programs, few + attempts);
    const double alone = spawn_seconds(programs, attempts);
    if (shorter < 0 || longer < 0 || alone < 0) {
      fmt::print(stderr, "a program failed; run it by hand: {} run --worker {}\n",
                 programs.tidegate, programs.worker);
      return 2;
    }
    attempt.push_back((longer - shorter) / attempts);
    spawn.push_back(alone / attempts);
  }
  const double own = median(attempt);
  const double floor = median(spawn);
  fmt::print(
      "one attempt {:.3f} ms, posix_spawn of its program {:.3f} ms: {:.2f} times, {:.3f} ms "
      "more\n",
      own * 1e3, floor * 1e3, own / floor, (own - floor) * 1e3);
  return 0;
}

}  // namespace
}  // namespace spawn_overhead

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr, "usage: spawn_overhead <tidegate> <trivial_worker> [attempts] [repeats]\n");
    return 64;
  }
  std::string folder = (std::filesystem::temp_directory_path() / "spawn-overhead-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 2;
  const int attempts = count > 3 ? std::max(1, std::atoi(arguments[3])) : 200;
  const int repeats = count > 4 ? std::max(1, std::atoi(arguments[4])) : 7;
  const int code = spawn_overhead::compare({arguments[1], arguments[2], folder}, attempts, repeats);
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return code;
}
