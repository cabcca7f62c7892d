/// One struct tells everything about a flag; help, parsing and checks follow from the tables.
/// Decides: what a flag is and how a parsed command line is asked. Refuses to know: the parser
/// library (parse.cpp is its one door) and what any flag does.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

namespace tidegate::command {

enum class Arity {
  no_value,     ///< a switch
  one,          ///< at most one value; giving it twice is an error
  maybe,        ///< the same, and the value may be left out: then its text is empty
  many,         ///< may be repeated
  positionals,  ///< the arguments without a dash; `name` is what help calls them
};

struct Flag {
  std::string_view name;  ///< without dashes: `out`
  Arity arity;
  std::string_view value;  ///< what help calls the value: `DIR`; empty for switches
  std::string_view help;   ///< one sentence, with the default in it
  /// The values it takes, with blanks between, where they are a closed list; what a shell offers.
  std::string_view words = {};
};

/// What the user typed, by flag name. Names that are not in the command's table are a bug.
class Arguments {
 public:
  using Values = std::map<std::string, std::vector<std::string>, std::less<>>;
  explicit Arguments(Values values) : values_(std::move(values)) {}

  bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  std::optional<std::string> text(std::string_view name) const;
  std::string text_or(std::string_view name, std::string fallback) const;
  std::vector<std::string> all(std::string_view name) const;
  std::vector<std::filesystem::path> paths(std::string_view name) const;
  /// A finite number, or a usage error that names the flag.
  Outcome<std::optional<double>> number(std::string_view name) const;
  /// A whole number in [low, high], or a usage error that names the flag.
  Outcome<std::optional<std::uint64_t>> whole(std::string_view name, std::uint64_t low,
                                              std::uint64_t high) const;

 private:
  Values values_;
};

/// One subcommand: a row of the table in main.cpp.
struct Command {
  std::string_view name;
  std::string_view summary;   ///< one line, in `tidegate --help`
  std::string_view epilogue;  ///< examples and exit codes, below the flags
  std::span<const Flag> flags;
  Outcome<ExitCode> (*run)(const Arguments&);  ///< main reports its error
};

/// Either a command to run with its arguments, or an exit code because help was asked for or the
/// usage was wrong (both already printed).
struct Parsed {
  const Command* command = nullptr;
  Arguments arguments{{}};
  ExitCode exit = ExitCode::ok;
};
Parsed parse_command_line(int argc, char** argv, std::span<const Command> commands);

}  // namespace tidegate::command
