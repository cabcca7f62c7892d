#include <ostream>

#include <fmt/format.h>

#include <tidegate/measure/modes.hpp>
#include <tidegate/measure/worker.hpp>

namespace tidegate::measure {
namespace {

struct Mode {
  std::string_view name;
  std::string_view words;  // as usage shows them, with a blank before each
  std::size_t count;       // of them
  ExitCode (*run)(Worker&, const Words&);
};
constexpr Mode modes[] = {
    {"list", " RESULT", 1, list_mode},
    {"attempt", " SPEC RESULT", 2, attempt_mode},
    {"lockstep", " SPEC RESULT", 2, lockstep_mode},
    {"serve", "", 0, serve_mode},
    {"profile", " SPEC", 1, profile_mode},
};

std::string modes_text() {
  std::string text;
  for (const Mode& mode : modes) {
    text += fmt::format("{}{}{}", text.empty() ? "Modes: " : ", ", mode.name, mode.words);
  }
  return text + '.';
}

}  // namespace

ExitCode report(std::ostream& err, const Error& error) {
  err << error.what << "\n  " << error.hint << '\n' << std::flush;
  return exit_code_of(error.kind);
}

ExitCode run_protocol(Worker& worker, const std::vector<std::string>& words) {
  const std::string name = words.empty() ? std::string() : words.front();
  const Words rest(words.begin() + (words.empty() ? 0 : 1), words.end());
  for (const Mode& mode : modes) {
    if (mode.name == name && mode.count == rest.size()) return mode.run(worker, rest);
  }
  return report(worker.err,
                {ErrorKind::usage,
                 fmt::format("'--tidegate {}' with {} arguments is not a mode of the protocol",
                             name, rest.size()),
                 modes_text()});
}

}  // namespace tidegate::measure
