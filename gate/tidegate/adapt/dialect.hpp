/// How a program that does not speak the worker protocol is asked.
/// Decides: what must be known of a kind of programs to run them: how they list what they measure,
/// and how they are made to take samples of one thing. Refuses to know: the programs' starts and
/// ends (foreign_worker), and which kinds there are (dialects).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/run/child_process.hpp>

namespace tidegate::adapt {

/// A program that was started and has ended.
struct Ran {
  run::Finished finished;
  double elapsed_s = 0;  ///< from before its start until it was gone
};

/// Starts the program with its own arguments and these, where and as long as it may run.
using Run = std::function<Outcome<Ran>(const std::vector<std::string>& arguments)>;

/// One thing that a program measures.
struct ForeignCase {
  std::string name;  ///< the program's own
  Key key;           ///< ours, without the provider
};

/// A program and the place for what it writes.
struct Asked {
  std::filesystem::path program;
  std::vector<std::string> arguments;  ///< its own, which `run` puts in front
  Run run;
  std::filesystem::path result;  ///< a file that nobody else uses; may be missing
};

/// What was taken: a row as a worker would write it, or why there is none.
struct Taken {
  run::Finished finished;  ///< of the last process
  std::optional<AttemptRow>
      row;              ///< with warm_time if it is ok; unset: `problem` or the end says why
  std::string problem;  ///< one sentence
};

struct Dialect {
  std::string_view name;    ///< as in --format, and the provider of its rows
  std::string_view speaks;  ///< which programs, for people
  /// What the program measures. Errors: `process` when it cannot be asked.
  Outcome<std::vector<ForeignCase>> (*cases)(const Asked& asked);
  /// spec.samples samples of `wanted`, after spec.warmup untimed ones where the program does not
  /// warm up by itself. An error only where no process could be started.
  Outcome<Taken> (*take)(const Asked& asked, const ForeignCase& wanted, const AttemptSpec& spec);
};

/// A process that did not end well, as the outcome of what it was asked.
Taken failed(const Ran& ran);

}  // namespace tidegate::adapt
