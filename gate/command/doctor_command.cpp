// `tidegate doctor`: what on this machine disturbs measuring, how large the noise is, what to do.
// Decides: which machine is examined (this one) and where the findings go. Refuses to know: what is
// a finding (doctor/checks).
#include <unistd.h>

#include <tidegate/doctor/checks.hpp>
#include <tidegate/doctor/examine.hpp>
#include <tidegate/doctor/findings_json.hpp>
#include <tidegate/doctor/findings_text.hpp>
#include <tidegate/run/cpu_set.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flags[] = {
    {"worker", Arity::one, "PROGRAM",
     "Benchmark executable: how it was built, and whether its sources are newer"},
    {"source-dir", Arity::one, "DIR", "Sources of --worker (default: this folder)"},
    {"noise-s", Arity::one, "S",
     "Measure identical work against itself for this long, 0 to 3600 (default 20; 0: not)"},
    flag_json,
};

Outcome<doctor::Question> question_of(const Arguments& arguments) {
  doctor::Question question;
  question.worker = arguments.text_or("worker", "");
  question.sources = source_dir(arguments);
  const auto noise = arguments.number("noise-s");
  if (!noise) return pass_on(noise);
  question.noise_s = noise->value_or(question.noise_s);
  if (question.noise_s < 0 || question.noise_s > 3600) {
    return fail(ErrorKind::usage, "--noise-s must be from 0 to 3600",
                "20 is the default; 0 leaves the noise out.");
  }
  return question;
}

Outcome<doctor::Symptoms> examine_here(const doctor::Question& question) {
  measure::SteadyClock clock;
  const long online = ::sysconf(_SC_NPROCESSORS_ONLN);
  const doctor::Probe probe{
      "/",
      clock,
      run::nvidia_smi(interrupted),
      run::allowed_cpus(),
      online > 0 ? static_cast<std::size_t>(online) : 0,
      question.noise_s > 0 ? doctor::noise_loops() : std::vector<doctor::NoiseLoop>()};
  Progress progress;
  doctor::NoiseHooks hooks;
  hooks.interrupted = interrupted;
  hooks.taken = [&](std::size_t done, std::size_t total) {
    progress.show(done, total, "pairs of identical work");
  };
  // As the runner pins a worker: what it would see is what is measured here.
  const run::PinnedThread pinned(run::quiet_cpu());
  return doctor::examine(probe, question, hooks);
}

Outcome<ExitCode> examine(const Arguments& arguments) {
  const auto question = question_of(arguments);
  if (!question) return pass_on(question);
  const auto symptoms = examine_here(*question);
  if (!symptoms) return pass_on(symptoms);
  const std::vector<doctor::Finding> findings = doctor::diagnose(*symptoms);
  const auto colour = colour_on_stdout() ? render::Colour::on : render::Colour::off;
  const std::string text = arguments.has("json") ? doctor::to_json_text(findings, symptoms->noise)
                                                 : doctor::to_text(findings, colour);
  print(text);
  return ExitCode::ok;
}

}  // namespace

Command doctor_command() {
  return {
      "doctor", "Tell what on this machine disturbs measuring, and how large the noise is",
      "Examples:\n"
      "  tidegate doctor\n"
      "  tidegate doctor --worker ./bench --source-dir . --noise-s 0 --json\n"
      "Exit codes: 0 examined, whatever was found; 2 the worker, its build facts or its sources "
      "cannot be read; 64 wrong usage; 130 interrupted.",
      flags, examine};
}

}  // namespace tidegate::command
