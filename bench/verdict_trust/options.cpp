#include "options.hpp"

#include <charconv>
#include <limits>

#include <fmt/format.h>

namespace verdict_trust {
namespace {

using tidegate::ErrorKind;
using tidegate::fail;
using tidegate::Outcome;

constexpr const char* ask_for_help = "Run verdict_trust --help.";
/// Days of work; more is a typing error.
constexpr std::uint64_t most_suites = 100'000'000;

Outcome<std::uint64_t> number_of(std::string_view flag, std::string_view text, std::uint64_t least,
                                 std::uint64_t most) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem == std::errc() && end == text.data() + text.size() && number >= least &&
      number <= most) {
    return number;
  }
  return fail(ErrorKind::usage,
              fmt::format("{} is '{}', not a whole number from {} to {}", flag, text, least, most),
              ask_for_help);
}

Outcome<void> set(Options& options, std::string_view flag, std::string_view value) {
  if (flag == "--stage") {
    options.stage = value;
    return {};
  }
  const bool suites = flag == "--suites";
  const auto number = suites ? number_of(flag, value, 1, most_suites)
                             : number_of(flag, value, 0, std::numeric_limits<std::uint64_t>::max());
  if (!number) return tidegate::pass_on(number);
  (suites ? options.suites : options.seed) = *number;
  return {};
}

bool takes_value(std::string_view flag) {
  return flag == "--stage" || flag == "--suites" || flag == "--seed";
}

}  // namespace

Outcome<Options> parse_options(std::span<const char* const> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--help" || argument == "-h") {
      options.help = true;
    } else if (takes_value(argument)) {
      if (i + 1 == arguments.size()) {
        return fail(ErrorKind::usage, fmt::format("{} needs a value", argument), ask_for_help);
      }
      const auto done = set(options, argument, arguments[++i]);
      if (!done) return tidegate::pass_on(done);
    } else if (argument.starts_with('-')) {
      return fail(ErrorKind::usage, fmt::format("unknown flag '{}'", argument), ask_for_help);
    } else {
      options.paths.emplace_back(argument);
    }
  }
  return options;
}

std::string_view help_text() {
  return R"(Usage: verdict_trust [--suites N] [--seed S] [--stage NAME] [FILE|FOLDER ...]

Replays recorded timings through the decision code of `tidegate gate` and through the rules that
other gates use, and prints as Markdown how often each is wrong.

  FILE|FOLDER    *.jsonl or *.jsonl.gz; default: bench/verdict_trust/recordings
  --suites N     suites of unchanged rows, of 12 and of 100 rows each (default 10000); all other
                 lines are replayed on a tenth of it
  --seed S       every draw follows from it, whatever the number of threads (default 1)
  --stage NAME   only this stage

Exit codes: 0 done, 2 the recordings cannot be used, 64 wrong usage.
)";
}

}  // namespace verdict_trust
