#include <chrono>
#include <map>

#include <fmt/format.h>

#include <tidegate/adapt/foreign_worker.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/run/result_file.hpp>
#include <tidegate/run/settle.hpp>
#include <tidegate/run/worker_program.hpp>

namespace tidegate::adapt {
namespace {

using run::Placement;

constexpr std::size_t most_output = 64U << 20U;  // a list of benchmarks may be long

/// What makes a process of the program, with the result file of one question.
class Question {
 public:
  Question(const run::WorkerProgram& program, const Placement& placement)
      : files_(program.scratch) {
    asked_.program = program.executable;
    asked_.arguments = program.arguments;
    asked_.result = files_.result();
    asked_.run = [&program, placement](const std::vector<std::string>& arguments) {
      return start(program, placement, arguments);
    };
  }
  const Asked& asked() const { return asked_; }

 private:
  static Outcome<Ran> start(const run::WorkerProgram& program, const Placement& placement,
                            const std::vector<std::string>& arguments) {
    run::Command command = run::command_of(program, placement);
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    command.keep_output = most_output;
    const auto before = std::chrono::steady_clock::now();
    auto finished = run::run_to_end(command, {placement.limit_s, program.interrupted});
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - before;
    if (!finished) return pass_on(finished);
    return Ran{std::move(*finished), elapsed.count()};
  }

  run::ExchangeFiles files_;
  Asked asked_;
};

/// The row as the runner completes it.
AttemptRow settled(const AttemptSpec& spec, const Provenance& facts, Taken taken, double limit_s) {
  run::Remains remains;
  remains.limit_s = limit_s;
  run::ResultFound found;
  found.problem = std::move(taken.problem);
  if (taken.row) {
    taken.row->key = spec.key;
    taken.row->seed = spec.seed;
    found.row = std::move(taken.row);
  }
  return run::settle(spec, facts, taken.finished, std::move(found), remains);
}

/// One process for each sample, one after the other.
class ForeignSession : public run::LockstepSession {
 public:
  ForeignSession(const run::WorkerProgram& program, const Dialect& dialect, ForeignCase wanted,
                 AttemptSpec spec, Placement placement)
      : program_(program),
        dialect_(dialect),
        wanted_(std::move(wanted)),
        spec_(std::move(spec)),
        placement_(std::move(placement)),
        facts_(run::runner_facts(program, placement_)) {}

  /// Takes a sample that does not count: files are read and its failure is found before the other
  /// side is kept waiting.
  bool warm_up() { return take().has_value(); }

  Outcome<double> sample() override {
    const auto seconds = take();
    if (seconds) {
      samples_.samples.push_back(*seconds);
      return *seconds;
    }
    return fail(ErrorKind::process, fmt::format("{}: a process gave no sample", spec_.key.text()),
                "Its row says how it ended; run it alone with `tidegate run --format`.");
  }

  AttemptRow end() override {
    if (not_started_) return *not_started_;
    if (last_.row && last_.row->status == Status::ok) {
      last_.row->metrics.clear();
      last_.row->metrics.push_back(samples_);
      last_.row->counters.clear();  // of one process among many
    }
    return settled(spec_, facts_, std::move(last_), placement_.limit_s);
  }

 private:
  /// Seconds per call of one more process; nothing when it failed, and end() says how.
  std::optional<double> take() {
    AttemptSpec one = spec_;
    one.samples = 1;
    one.warmup = 0;
    const Question question(program_, placement_);
    auto taken = dialect_.take(question.asked(), wanted_, one);
    if (!taken) {
      not_started_ = run::not_started(spec_, facts_, taken.error());
      return std::nullopt;
    }
    last_ = std::move(*taken);
    if (!last_.row || last_.row->status != Status::ok) return std::nullopt;
    const MetricSamples* times = last_.row->find(warm_time);
    if (times == nullptr || times->samples.size() != 1) {
      last_.problem = fmt::format(
          "asked for one sample, it took {}: its source sets the repetitions, so that it has no "
          "lockstep",
          times == nullptr ? 0 : times->samples.size());
      last_.row.reset();
      return std::nullopt;
    }
    samples_.iterations = times->iterations;
    return times->samples.front();
  }

  const run::WorkerProgram& program_;
  const Dialect& dialect_;
  ForeignCase wanted_;
  AttemptSpec spec_;
  Placement placement_;
  Provenance facts_;
  Taken last_;
  std::optional<AttemptRow> not_started_;
  MetricSamples samples_{std::string(warm_time), "s", 1, {}};
};

class ForeignWorker : public run::Worker {
 public:
  ForeignWorker(run::WorkerProgram program, const Dialect& dialect,
                std::unique_ptr<run::OwnedFolder> scratch)
      : program_(std::move(program)), dialect_(dialect), scratch_(std::move(scratch)) {}

  Outcome<std::vector<CaseListing>> list() override {
    if (const auto known = learn(); !known) return pass_on(known);
    return listings_;
  }

  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override {
    const Provenance facts = run::runner_facts(program_, placement);
    const auto wanted = find(spec.key);
    if (!wanted) return run::not_started(spec, facts, wanted.error());
    const Question question(program_, placement);
    auto taken = dialect_.take(question.asked(), *wanted, spec);
    if (!taken) return run::not_started(spec, facts, taken.error());
    return settled(spec, facts, std::move(*taken), placement.limit_s);
  }

  AttemptRow unmeasured(const AttemptSpec& spec, const Placement& placement) override {
    return run::unmeasured_row(spec, program_, placement);
  }

  tl::expected<std::unique_ptr<run::LockstepSession>, AttemptRow> lockstep(
      const AttemptSpec& spec, const Placement& placement) override {
    const Provenance facts = run::runner_facts(program_, placement);
    const auto wanted = find(spec.key);
    if (!wanted) return tl::unexpected(run::not_started(spec, facts, wanted.error()));
    auto session = std::make_unique<ForeignSession>(program_, dialect_, *wanted, spec, placement);
    if (!session->warm_up()) return tl::unexpected(session->end());
    return session;
  }

 private:
  /// Asks the program once for what it measures.
  Outcome<void> learn() {
    if (!listings_.empty()) return {};
    Placement placement;
    placement.limit_s = program_.list_limit_s;
    const Question question(program_, placement);
    auto cases = dialect_.cases(question.asked());
    if (!cases) return pass_on(cases);
    std::map<std::string, ForeignCase> named;
    std::vector<CaseListing> listings;
    for (ForeignCase& one : *cases) {
      one.key.provider = std::string(dialect_.name);
      const auto [at, fresh] = named.emplace(one.key.canonical(), one);
      if (!fresh) {
        return fail(ErrorKind::incompatible,
                    fmt::format("'{}' and '{}' of {} have one name, {}", at->second.name, one.name,
                                program_.executable.string(), one.key.text()),
                    "Rename one of them: rows are told apart by that name.");
      }
      const bool first = listings.empty() || listings.back().key.case_name != one.key.case_name;
      listings.push_back({one.key, true, first, ""});
    }
    cases_ = std::move(named);
    listings_ = std::move(listings);
    return {};
  }

  Outcome<ForeignCase> find(const Key& key) {
    if (const auto known = learn(); !known) return pass_on(known);
    const auto found = cases_.find(key.canonical());
    if (found != cases_.end()) return found->second;
    return fail(ErrorKind::missing,
                fmt::format("{} has no {}", program_.executable.string(), key.text()),
                "`tidegate run --list` shows what it has.");
  }

  run::WorkerProgram program_;
  const Dialect& dialect_;
  std::unique_ptr<run::OwnedFolder> scratch_;
  std::map<std::string, ForeignCase> cases_;  // by canonical key
  std::vector<CaseListing> listings_;
};

}  // namespace

Outcome<std::unique_ptr<run::Worker>> open_foreign_worker(run::WorkerProgram program,
                                                          const Dialect& dialect) {
  auto scratch = run::make_ready(program);
  if (!scratch) return pass_on(scratch);
  run::Attendance attendance = run::attendance_of(program);
  return run::attend(
      std::make_unique<ForeignWorker>(std::move(program), dialect, std::move(*scratch)),
      std::move(attendance));
}

}  // namespace tidegate::adapt
