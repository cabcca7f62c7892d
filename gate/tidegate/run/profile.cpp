#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/profile.hpp>

namespace tidegate::run {
namespace {

std::string end_of(const Finished& finished, double limit_s) {
  if (finished.timed_out) return fmt::format("ran past the limit of {} s", limit_s);
  if (finished.signal) return fmt::format("was killed by signal {}", *finished.signal);
  return fmt::format("exited with {}", finished.exit_code.value_or(-1));
}

}  // namespace

Outcome<void> run_profile(const ProfileRequest& request, const std::filesystem::path& scratch,
                          const std::vector<std::string>& recorder) {
  const std::filesystem::path spec = scratch / "profile.spec.json";
  const auto written = write_file_atomically(spec, to_json_line(request.spec) + '\n');
  if (!written) return pass_on(written);

  std::vector<std::string> words = recorder;
  words.push_back(request.worker.string());
  words.insert(words.end(), request.arguments.begin(), request.arguments.end());
  words.insert(words.end(), {"--tidegate", "profile", spec.string()});
  Command command;
  command.program = words.front();
  command.arguments.assign(words.begin() + 1, words.end());
  command.environment = {{"TIDEGATE_PADDING", ""}};
  command.cpus = request.cpus;

  const auto finished = run_to_end(command, {request.limit_s, request.interrupted});
  if (!finished) return pass_on(finished);
  if (finished->succeeded()) return {};
  return fail(ErrorKind::process,
              fmt::format("{} {} while it was profiled{}{}", request.worker.filename().string(),
                          end_of(*finished, request.limit_s), finished->err.empty() ? "" : ": ",
                          finished->err),
              "The worker must know the mode `profile` (docs/worker-protocol.md); run it without "
              "--profile to see whether it measures.");
}

}  // namespace tidegate::run
