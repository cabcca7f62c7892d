#include <fmt/format.h>

#include <tidegate/run/child_process.hpp>
#include <tidegate/run/find_program.hpp>
#include <tidegate/run/perf_record.hpp>
#include <tidegate/run/perf_script.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// The function of our workers below which only the operation runs (measure/profile_loop).
constexpr const char* loop_mark = "tidegate::measure::profile_loop";

Outcome<fs::path> find_perf() {
  auto perf = find_program("perf");
  if (perf) return perf;
  return fail(ErrorKind::missing, "there is no program perf, which records flame graphs",
              "Install it (Debian: apt-get install linux-perf), or attach a profiler of your own "
              "to `tidegate run --profile`.");
}

/// perf's own refusal, told apart from a worker that fails below it.
bool was_refused(const std::string& sentence) {
  return sentence.find("perf_event_paranoid") != std::string::npos ||
         sentence.find("No permission") != std::string::npos ||
         sentence.find("Operation not permitted") != std::string::npos;
}

Outcome<void> record(const fs::path& perf, const ProfileRequest& request, const fs::path& scratch,
                     const fs::path& data) {
  // The clock event needs no counters, which virtual machines lack; stacks are unwound from the
  // debugger's tables, since optimised code keeps no frame pointers, and with all of the stack that
  // perf can keep: kernels have blocks of data there, and a stack that is cut off in one has no
  // callers. An odd rate does not beat with anything that runs at a round one.
  const auto recorded =
      run_profile(request, scratch,
                  {perf.string(), "record", "-q", "-e", "cpu-clock:u", "-F", "199", "--call-graph",
                   "dwarf,65528", "-o", data.string(), "--"});
  if (recorded || !was_refused(recorded.error().what)) return recorded;
  return fail(ErrorKind::process, "perf may not record here: " + recorded.error().what,
              "Allow it with `sysctl kernel.perf_event_paranoid=2`, or in a container with the "
              "capability PERFMON.");
}

}  // namespace

Outcome<Recorded> record_stacks(const ProfileRequest& request, const fs::path& scratch) {
  const auto perf = find_perf();
  if (!perf) return pass_on(perf);
  const fs::path data = scratch / "perf.data";
  if (const auto done = record(*perf, request, scratch, data); !done) return pass_on(done);

  Command command;
  command.program = *perf;
  command.arguments = {"script", "--no-inline", "-i", data.string(), "--fields", "comm,ip,sym"};
  auto script = ChildProcess::start(command, {request.limit_s, request.interrupted});
  if (!script) return pass_on(script);
  PerfScript stacks(loop_mark);
  while (const auto line = (*script)->read_line()) stacks.take(*line);
  const Finished finished = (*script)->finish();
  if (!finished.succeeded()) {
    return fail(finished.interrupted ? ErrorKind::interrupted : ErrorKind::process,
                fmt::format("perf script could not read what perf recorded: {}", finished.err),
                "Run `perf record` and `perf script` by hand to see why.");
  }
  Recorded recorded;
  recorded.stacks = stacks.finish();
  recorded.outside = stacks.outside();
  if (!recorded.stacks.empty()) return recorded;
  return fail(ErrorKind::missing, "perf recorded not a single sample",
              "Profile for longer with --profile, or try `perf record` by hand.");
}

}  // namespace tidegate::run
