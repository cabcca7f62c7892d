#include "profile_run.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/flame_graph.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/perf_record.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// Goes with the profile.
class Scratch {
 public:
  explicit Scratch(fs::path folder) : folder_(std::move(folder)) {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

Outcome<CaseListing> the_one_row(const std::vector<run::Planned>& plan) {
  const CaseListing& first = plan.front().listing;
  for (const run::Planned& planned : plan) {
    if (planned.listing.key == first.key) continue;
    return fail(ErrorKind::usage,
                fmt::format("a profile is of one row, but {} and {} are selected", first.key.text(),
                            planned.listing.key.text()),
                "Choose one with --case, --point, --provider or --filter; --list shows them.");
  }
  if (first.skip_reason.empty()) return first;
  return fail(ErrorKind::missing,
              fmt::format("{} cannot run here: {}", first.key.text(), first.skip_reason),
              "Choose a row that can; --list shows them.");
}

Outcome<double> seconds_of(const Arguments& arguments) {
  const auto seconds = arguments.number("profile");
  if (!seconds) return pass_on(seconds);
  constexpr double longest = 3600;
  if (*seconds && !(**seconds > 0 && **seconds <= longest)) {
    return fail(ErrorKind::usage, "--profile must be above 0 and at most 3600 seconds",
                "5 seconds are enough for most pictures.");
  }
  return seconds->value_or(5);
}

Outcome<ExitCode> draw(const run::ProfileRequest& request, const fs::path& scratch,
                       const std::string& file) {
  auto recorded = run::record_stacks(request, scratch);
  if (!recorded) return pass_on(recorded);
  const std::string svg =
      render::flame_svg({request.spec.key.text(), std::move(recorded->stacks), recorded->outside});
  if (const auto written = write_file_atomically(file, svg); !written) return pass_on(written);
  print(fmt::format("flame graph: {}\n", file));
  return ExitCode::ok;
}

}  // namespace

bool wants_profile(const Arguments& arguments) {
  return arguments.has("profile") || arguments.has("flamegraph");
}

Outcome<ExitCode> profile_run(const Arguments& arguments, const std::vector<run::Planned>& plan,
                              double limit_s) {
  const auto row = the_one_row(plan);
  if (!row) return pass_on(row);
  const auto seconds = seconds_of(arguments);
  if (!seconds) return pass_on(seconds);
  const auto folder = scratch_dir();
  if (!folder) return pass_on(folder);
  const Scratch scratch(*folder);

  run::ProfileRequest request;
  request.worker = fs::absolute(arguments.text_or("worker", ""));
  request.arguments = arguments.all("worker-argument");
  request.spec = plan.front().spec;
  request.spec.run_id = "profile";
  request.spec.budget_s = *seconds;
  if (run::uses_one_core(row->key.platform)) request.cpus = run::quiet_cpu();
  request.limit_s = limit_s + *seconds;
  request.interrupted = interrupted;

  if (const auto file = arguments.text("flamegraph")) return draw(request, scratch.folder(), *file);
  if (const auto done = run::run_profile(request, scratch.folder()); !done) return pass_on(done);
  print(fmt::format("{} was called for {} s; nothing was measured.\n", row->key.text(), *seconds));
  return ExitCode::ok;
}

}  // namespace tidegate::command
