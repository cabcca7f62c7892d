#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/run/callgrind.hpp>
#include <tidegate/run/counting_worker.hpp>
#include <tidegate/run/find_program.hpp>
#include <tidegate/run/result_file.hpp>
#include <tidegate/run/settle.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// Removes the dumps of one attempt: two that were asked for, and the one at the program's end.
class Dumps {
 public:
  explicit Dumps(fs::path prefix) : prefix_(std::move(prefix)) {}
  ~Dumps() {
    std::error_code code;
    for (const char* part : {"", ".1", ".2", ".3"}) fs::remove(prefix_.string() + part, code);
  }
  Dumps(const Dumps&) = delete;
  Dumps& operator=(const Dumps&) = delete;
  const fs::path& prefix() const { return prefix_; }

 private:
  fs::path prefix_;
};

void fail_row(AttemptRow& row, Status status, std::string phase, std::string message) {
  row.status = status;
  row.failure = Failure{std::move(phase), std::move(message), {}, {}, {}};
}

/// What was counted in the place of what was timed.
void put_count(AttemptRow& row, const fs::path& dumps, std::uint32_t calls) {
  row.metrics.clear();
  row.provenance[Fact::isolation] = "callgrind";
  if (unknown_instruction(row.stderr_tail)) {
    return fail_row(row, Status::env_failed, "start",
                    "valgrind does not know an instruction of this program (AVX-512?): build it "
                    "for x86-64-v3 (-march=x86-64-v3)");
  }
  if (row.status != Status::ok) return;
  const auto count = instructions_per_call(dumps, calls);
  if (!count) {
    return fail_row(row, Status::env_failed, "measure",
                    fmt::format("{}. {}", count.error().what, count.error().hint));
  }
  const auto info = metric_info(callgrind_instructions);
  row.metrics.push_back({std::string(info->id), std::string(info->unit), calls, {*count}});
}

class CountingWorker final : public Worker {
 public:
  CountingWorker(WorkerProgram program, fs::path valgrind, std::unique_ptr<Worker> timed)
      : program_(std::move(program)), valgrind_(std::move(valgrind)), timed_(std::move(timed)) {}

  Outcome<std::vector<CaseListing>> list() override { return timed_->list(); }

  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override {
    const ExchangeFiles files(program_.scratch);
    const Dumps dumps(files.result().string() + ".callgrind");
    const Provenance facts = runner_facts(program_, placement);
    const auto written = write_file_atomically(files.spec(), to_json_line(spec) + '\n');
    if (!written) return not_started(spec, facts, written.error());
    const auto finished =
        run_to_end(under_callgrind(valgrind_, command(files, placement), dumps.prefix()),
                   Limits{placement.limit_s, program_.interrupted});
    if (!finished) return not_started(spec, facts, finished.error());
    Remains remains;
    remains.limit_s = placement.limit_s;
    AttemptRow row = settle(spec, facts, *finished, read_result(files.result(), spec), remains);
    put_count(row, dumps.prefix(), spec.count_calls);
    return row;
  }

  AttemptRow unmeasured(const AttemptSpec& spec, const Placement& placement) override {
    return timed_->unmeasured(spec, placement);
  }

  tl::expected<std::unique_ptr<LockstepSession>, AttemptRow> lockstep(
      const AttemptSpec& spec, const Placement& placement) override {
    return tl::unexpected(
        not_started(spec, runner_facts(program_, placement),
                    Error{ErrorKind::usage, "instructions are not compared in lockstep",
                          "Count each build by itself."}));
  }

 private:
  Command command(const ExchangeFiles& files, const Placement& placement) const {
    Command command;
    command.program = program_.executable;
    command.arguments = program_.arguments;
    for (const std::string& word : {std::string("--tidegate"), std::string("attempt"),
                                    files.spec().string(), files.result().string()}) {
      command.arguments.push_back(word);
    }
    command.cpus = placement.cpus;
    return command;
  }

  WorkerProgram program_;
  fs::path valgrind_;
  std::unique_ptr<Worker> timed_;  // owns the scratch folder
};

}  // namespace

Outcome<std::unique_ptr<Worker>> open_counting_worker(WorkerProgram program) {
  std::error_code code;
  const WorkerProgram asked = program;
  auto timed = open_worker(asked);
  if (!timed) return timed;
  const auto valgrind = find_program("valgrind");
  if (!valgrind) {
    return fail(ErrorKind::missing, "counting with callgrind needs valgrind, which is not in PATH",
                "Install it (apt install valgrind), or measure times instead.");
  }
  program.executable = *find_program(fs::absolute(program.executable, code));
  program.scratch = fs::absolute(program.scratch, code);
  Attendance attendance = program.attendance;
  if (!attendance.interrupted) attendance.interrupted = program.interrupted;
  return attend(std::make_unique<CountingWorker>(std::move(program), *valgrind, std::move(*timed)),
                std::move(attendance));
}

}  // namespace tidegate::run
