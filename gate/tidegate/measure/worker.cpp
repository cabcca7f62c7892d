#include <fstream>
#include <ostream>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/measure/attempt.hpp>
#include <tidegate/measure/build_facts.hpp>
#include <tidegate/measure/counted_region.hpp>
#include <tidegate/measure/counting_pass.hpp>
#include <tidegate/measure/lockstep_dialogue.hpp>
#include <tidegate/measure/profile_loop.hpp>
#include <tidegate/measure/worker.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::measure {
namespace {

namespace fs = std::filesystem;

/// Atomically where there may be a file; straight into a pipe or terminal such as /dev/stdout.
Outcome<void> write_result(const fs::path& path, const std::string& text) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (!fs::is_character_file(status) && !fs::is_fifo(status)) {
    return write_file_atomically(path, text);
  }
  std::ofstream stream(path, std::ios::app);
  if (stream << text << std::flush) return {};
  return fail(ErrorKind::io, fmt::format("writing {} failed", path.string()),
              "Name a file that may be written.");
}

Outcome<AttemptSpec> read_spec(const fs::path& path) {
  const auto json = read_json_file(path);
  if (!json) return pass_on(json);
  return spec_from_json(*json, TextSource{path.string()});
}

ExitCode list_mode(Worker& worker, const fs::path& result) {
  const auto cases = worker.cases.validated();
  if (!cases) return report(worker.err, cases.error());
  std::string text;
  for (const CaseListing& listing : listings(*cases)) text += to_json_line(listing) + '\n';
  const auto written = write_result(result, text);
  return written ? ExitCode::ok : report(worker.err, written.error());
}

AttemptRow attempt(const Worker& worker, const Target& target, const AttemptSpec& spec,
                   const Measuring& measuring) {
  const auto build = build_facts(worker.executable);
  if (!build) return failed_row(spec, Status::env_failed, Phase::start, build.error().what);
  return run_attempt(target, spec, {worker.sessions, *build}, measuring);
}

AttemptRow plain_attempt(Worker& worker, const Target& target, const AttemptSpec& spec) {
  // Before the sessions start their threads, which are counted only if they come later.
  const auto counters = open_hardware_counters();
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    return sample_all(worker.clock, batch, fence, spec);
  };
  std::vector<Pass> passes = passes_of(worker.clock, spec);
  passes.emplace_back([&](const Operation& operation, Samples& samples) {
    const bool late = worker.clock.now_ns() - samples.started_ns >= samples.hard_budget_ns;
    if (late || samples.warm_s.empty()) return;
    const double pass_s = samples.warm_s.front() * static_cast<double>(samples.iterations);
    samples.counts = count_calls(*counters, operation.batch, operation.fence, samples.iterations,
                                 counting_passes(pass_s));
  });
  return attempt(worker, target, spec, {warm, std::move(passes)});
}

AttemptRow counted_attempt(Worker& worker, const Target& target, const AttemptSpec& spec) {
  const auto counted = [&](const Batch& batch, const Fence& fence) {
    return run_to_be_counted(batch, fence, spec);
  };
  return attempt(worker, target, spec, {counted});
}

AttemptRow lockstep_attempt(Worker& worker, const Target& target, const AttemptSpec& spec,
                            LockstepDialogue& dialogue) {
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    Sampler sampler(worker.clock, batch, fence);
    return dialogue.serve(sampler, spec);
  };
  // No passes: a lockstep row stands for its samples alone.
  AttemptRow row = attempt(worker, target, spec, {warm});
  if (dialogue.ending() != LockstepDialogue::Ending::broken) return row;
  AttemptRow broken =
      failed_row(spec, Status::crashed, Phase::protocol,
                 fmt::format("was asked for '{}', which is neither 'sample' nor 'end'",
                             dialogue.bad_request()));
  broken.provenance = row.provenance;
  broken.machine_class = row.machine_class;
  return broken;
}

ExitCode write_row(Worker& worker, const AttemptRow& row, const fs::path& result) {
  const auto written = write_result(result, to_json_line(row) + '\n');
  return written ? ExitCode::ok : report(worker.err, written.error());
}

/// What both measuring modes need; `refused` is the exit code where there is nothing to measure.
struct Request {
  AttemptSpec spec;
  Target target;
};

tl::expected<Request, ExitCode> read_request(Worker& worker, const fs::path& spec_path,
                                             const fs::path& result) {
  const auto spec = read_spec(spec_path);
  if (!spec) return tl::unexpected(report(worker.err, spec.error()));
  const auto cases = worker.cases.validated();
  if (!cases) return tl::unexpected(report(worker.err, cases.error()));
  auto target = find_target(*cases, spec->key);
  if (target) return Request{*spec, std::move(*target)};
  const std::string& what = target.error().what;
  const AttemptRow row = failed_row(*spec, Status::env_failed, Phase::start, what);
  const ExitCode written = write_row(worker, row, result);
  const ExitCode refused = report(worker.err, target.error());
  return tl::unexpected(written == ExitCode::ok ? refused : written);
}

ExitCode attempt_mode(Worker& worker, const fs::path& spec, const fs::path& result) {
  const auto request = read_request(worker, spec, result);
  if (!request) return request.error();
  const auto& [asked, target] = *request;
  return write_row(worker,
                   asked.count_calls > 0 ? counted_attempt(worker, target, asked)
                                         : plain_attempt(worker, target, asked),
                   result);
}

ExitCode lockstep_mode(Worker& worker, const fs::path& spec, const fs::path& result) {
  const auto request = read_request(worker, spec, result);
  if (!request) return request.error();
  LockstepDialogue dialogue(worker.in, worker.out);
  const AttemptRow row = lockstep_attempt(worker, request->target, request->spec, dialogue);
  if (dialogue.ending() == LockstepDialogue::Ending::abandoned) {
    return report(worker.err,
                  {ErrorKind::process, row.key.text() + ": the requests ended without 'end'",
                   "The runner went away; no row was written."});
  }
  const ExitCode written = write_row(worker, row, result);
  if (written == ExitCode::ok) dialogue.say_done();
  return written;
}

/// The samples of a profile are of no use: its row is looked at for what went wrong and is dropped.
ExitCode profile_mode(Worker& worker, const fs::path& spec_path) {
  const auto spec = read_spec(spec_path);
  if (!spec) return report(worker.err, spec.error());
  const auto cases = worker.cases.validated();
  if (!cases) return report(worker.err, cases.error());
  const auto target = find_target(*cases, spec->key);
  if (!target) return report(worker.err, target.error());
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    Samples samples = Sampler(worker.clock, batch, fence).prepare(*spec);
    const Sample all = profile_loop(worker.clock, batch, fence, samples.iterations,
                                    stopping_rule(*spec).budget_ns);
    samples.warm_s = {all.seconds_per_call()};
    return samples;
  };
  const AttemptRow row = attempt(worker, *target, *spec, {warm});
  if (row.status == Status::ok) return ExitCode::ok;
  return report(worker.err,
                {ErrorKind::process, fmt::format("{}: {}", row.key.text(), row.failure->message),
                 "Measure it first: a profile of a failing operation tells nothing."});
}

/// One attempt of several in this process. Its sessions run already: Kokkos starts once a process.
AttemptRow served_attempt(Worker& worker, const Outcome<RunningSessions>& sessions,
                          const Request& request) {
  const AttemptSpec& spec = request.spec;
  if (!sessions) {
    return failed_row(spec, Status::env_failed, Phase::start, sessions.error().what);
  }
  const auto build = build_facts(worker.executable);
  if (!build) return failed_row(spec, Status::env_failed, Phase::start, build.error().what);
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    return sample_all(worker.clock, batch, fence, spec);
  };
  return run_attempt_in(*sessions, request.target, spec, *build,
                        {warm, passes_of(worker.clock, spec)});
}

/// Until there are no more requests: `attempt`, SPEC and RESULT with tabs between, a line each.
ExitCode serve_mode(Worker& worker) {
  const auto sessions = RunningSessions::start(worker.sessions);
  for (std::string line; std::getline(worker.in, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
    if (second == std::string::npos || line.substr(0, first) != "attempt") {
      return report(worker.err, {ErrorKind::process, fmt::format("was asked for '{}'", line),
                                 "Ask for `attempt`, SPEC and RESULT with tabs between."});
    }
    const fs::path result = line.substr(second + 1);
    const auto request = read_request(worker, line.substr(first + 1, second - first - 1), result);
    if (!request) return request.error();
    const ExitCode written = write_row(worker, served_attempt(worker, sessions, *request), result);
    if (written != ExitCode::ok) return written;
    worker.out << "\ntidegate done\n" << std::flush;
  }
  return ExitCode::ok;
}

}  // namespace

std::vector<CaseListing> listings(const std::vector<CaseDeclaration>& cases) {
  std::vector<CaseListing> result;
  for (const CaseDeclaration& declared : cases) {
    for (const Point& point : declared.points()) {
      for (const ProviderDeclaration& provider : declared.providers) {
        const auto& supports = provider.options.supports;
        // A point that an implementation does not offer is no gap in what was measured.
        if (supports && !supports(point)) continue;
        const Target target{declared, provider, point};
        result.push_back({key_of(target), provider.options.reference,
                          declared.is_representative(point), skip_reason(target)});
      }
    }
  }
  return result;
}

ExitCode report(std::ostream& err, const Error& error) {
  err << error.what << "\n  " << error.hint << '\n' << std::flush;
  return exit_code_of(error.kind);
}

ExitCode run_protocol(Worker& worker, const std::vector<std::string>& words) {
  const std::string mode = words.empty() ? std::string() : words.front();
  if (mode == "list" && words.size() == 2) return list_mode(worker, words[1]);
  if (mode == "attempt" && words.size() == 3) return attempt_mode(worker, words[1], words[2]);
  if (mode == "lockstep" && words.size() == 3) return lockstep_mode(worker, words[1], words[2]);
  if (mode == "serve" && words.size() == 1) return serve_mode(worker);
  if (mode == "profile" && words.size() == 2) return profile_mode(worker, words[1]);
  return report(
      worker.err,
      {ErrorKind::usage,
       fmt::format("'--tidegate {}' with {} arguments is not a mode of the protocol", mode,
                   words.empty() ? 0 : words.size() - 1),
       "Modes: list RESULT, attempt SPEC RESULT, lockstep SPEC RESULT, serve, profile SPEC."});
}

}  // namespace tidegate::measure
