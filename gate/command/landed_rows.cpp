#include "landed_rows.hpp"

#include <fmt/format.h>

#include <tidegate/run/git.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "record_files.hpp"
#include "reference_machine.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// Why these numbers may not stand among the landed changes; nothing when they may.
Outcome<void> check_landed(const Origin& origin, const fs::path& source) {
  if (origin.commit.empty()) {
    return fail(ErrorKind::incompatible, "the rows do not say which commit was measured",
                "Record them with --external and --change \"<what they are>\".");
  }
  const std::string commit = origin.commit.substr(0, 9);
  if (origin.dirty) {
    return fail(ErrorKind::incompatible,
                fmt::format("commit {} had uncommitted changes when it was measured", commit),
                "Commit and measure again, or record with --external.");
  }
  if (!run::commit_of(source, origin.commit)) {
    return fail(ErrorKind::incompatible,
                fmt::format("commit {} is not in {}", commit, source.string()),
                "Fetch it, name the right --source-dir, or record with --external.");
  }
  return {};
}

}  // namespace

Origin origin_of(const Provenance& provenance) {
  return {provenance[Fact::commit].value_or(""),
          provenance[Fact::dirty].value_or("true") != "false"};
}

Origin origin_of(const judge::Side& side) {
  Origin origin = side.provenance ? origin_of(*side.provenance) : Origin{};
  if (!side.commit.empty()) origin.commit = side.commit;
  return origin;
}

Outcome<bool> external_of(const Arguments& arguments, const Origin& origin,
                          const std::string& machine_class) {
  if (arguments.has("external")) return true;
  const fs::path source = source_dir(arguments);
  if (const auto fine = check_landed(origin, source); !fine) return pass_on(fine);
  const auto policy = policy_of(arguments);
  if (!policy) return pass_on(policy);
  const auto reference = is_reference_machine(
      policy->record, arguments.text_or("baselines", (source / "baselines").string()),
      machine_class);
  if (!reference) return pass_on(reference);
  if (!*reference) {
    note(fmt::format("{} is not the reference machine: its rows are external timings",
                     machine_class));
  }
  return !*reference;
}

Outcome<std::string> change_of(const Arguments& arguments, const Origin& origin) {
  if (const auto given = arguments.text("change"); given && !given->empty()) return *given;
  const auto commit = origin.commit.empty() ? Outcome<std::string>{""}
                                            : commit_text(source_dir(arguments), origin.commit);
  if (commit && !commit->empty()) return *commit;
  return fail(ErrorKind::usage, "a row without a change reference is not recorded",
              "Say what changed with --change \"<pull request or commit>\".");
}

}  // namespace tidegate::command
