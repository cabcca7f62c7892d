/// Everything `gate` and `compare` were told, checked, as plain data.
/// Decides: defaults and which flags exclude each other. Refuses to know: how a verdict is reached.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/policy.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/run/build_tree.hpp>
#include <tidegate/run/plan.hpp>

#include "common_flags.hpp"
#include "flag.hpp"

namespace tidegate::command {

enum class Mode {
  confirm,  ///< screen against stored baselines, confirm suspicions in lockstep; lockstep for all
            ///< rows when this machine class has no baseline
  screen,   ///< stored baselines only; suspicions stay unconfirmed
  ab,       ///< lockstep for every row, whatever is stored
};

struct GateSettings {
  Mode mode = Mode::confirm;
  std::vector<std::filesystem::path> rows;  ///< current rows; may be empty with a worker
  std::optional<std::filesystem::path> worker;
  std::vector<std::string> worker_arguments;
  std::string format;  ///< kind of program that both sides are; empty: they speak the protocol
  std::optional<std::filesystem::path> baseline_worker;  ///< the other build, already made
  std::vector<std::filesystem::path> baseline_rows;      ///< files instead of the baselines folder
  std::filesystem::path baselines;
  bool baselines_named = false;  ///< by --baselines: then the folder must be there
  std::filesystem::path source;
  std::optional<std::filesystem::path> build;  ///< build tree that the worker belongs to
  std::string target;                          ///< CMake target that makes the worker
  /// How `build` is configured, if there is one, and why nobody knows where something must be
  /// built.
  std::optional<Outcome<run::BuildTree>> tree;
  /// Commits that the tree may have been configured of; an empty one is the working tree.
  std::vector<std::string> configured_at{""};
  std::vector<std::string> configure_arguments;  ///< typed ones, of the reference build
  std::optional<std::string> against;   ///< git ref, `parent` or `release`; automatic otherwise
  std::vector<std::string> references;  ///< two or more of them: a verdict each; else empty
  bool confirming = false;              ///< `against` is a stored baseline's commit
  std::vector<std::filesystem::path> history;     ///< stores whose trends a bundle shows
  std::optional<std::filesystem::path> expected;  ///< listing file that declares the row set
  run::Selection selection;
  AttemptSpec spec;  ///< run_id and sampling; no key
  double limit_s = 600;
  Yield witness = Yield::times;  ///< `instructions`: crossings are counted by callgrind as well
  std::uint64_t layouts = 0;  ///< shuffled links of each side to draw from; 0: the program itself
  std::uint64_t gates = 1;    ///< comparisons that share the family error, whose share `policy` has
  judge::Policy policy;
  std::optional<std::filesystem::path> config;  ///< where the policy came from, if a flag named it
  std::uint64_t seed = 0;
  std::filesystem::path out;
  std::string fails_at;       ///< as the flag said it, which is over the policy; empty: it did not
  std::string name = "perf";  ///< of the report; see judge::GateReport
  std::vector<std::string> reports;  ///< names of renderers, beside those that always write
  bool json = false;
  bool ctest_measurements = false;
  std::string command_line;  ///< that repeats this
};

/// The flags of `gate`; `compare` takes a part of them.
std::span<const Flag> gate_flags();
std::span<const Flag> compare_flags();

/// A word as a POSIX shell reads it back.
std::string shell_word(const std::string& word);

/// The flags that were given, as a line for a shell, with the seed that was drawn.
std::string command_line(const Arguments& arguments, std::string_view command, std::uint64_t seed);

/// The candidate, its build tree, and how that is configured.
void take_worker(const Arguments& arguments, GateSettings& settings);

/// All of it. Errors (usage): flags that exclude each other, or values that are none.
Outcome<GateSettings> gate_settings(const Arguments& arguments, std::string_view command);

}  // namespace tidegate::command
