// `tidegate baseline accept|show|classes`: what is committed, and the only way to commit more.
// Decides: which rows are offered for acceptance, by whom and why.
// Refuses to know: which of them are fit and which guards there are (judge).
#include <set>

#include <fmt/format.h>

#include <tidegate/base/duration.hpp>
#include <tidegate/judge/baseline.hpp>
#include <tidegate/judge/baseline_guards.hpp>
#include <tidegate/render/acceptance_text.hpp>
#include <tidegate/render/result_table.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_rows.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"verb", Arity::positionals, "", "accept ROWS... | show [CLASS...] | classes"},
    flag_baselines,
    flag_source,
    {"reason", Arity::one, "TEXT", "accept: why these rows are the new baseline; kept with them"},
    {"author", Arity::one, "TEXT", "accept: who answers for it (default: as git knows you)"},
    {"despite", Arity::many, "GUARD",
     "accept: pass a guard that is not met (attempts, load, commit, dirty, mixed); kept with the "
     "rows; repeatable"},
    flag_config,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
};

fs::path baselines_dir(const Arguments& arguments) {
  return arguments.text_or("baselines", (source_dir(arguments) / "baselines").string());
}

/// Without the white space around it: a blank name is none.
std::string trimmed(const std::string& text) {
  constexpr const char* blank = " \t\r\n\f\v";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// --author, else who git says you are: a baseline that nobody answers for is not one.
Outcome<std::string> author_of(const Arguments& arguments) {
  if (const auto named = arguments.text("author")) {
    if (std::string name = trimmed(*named); !name.empty()) return name;
    return fail(ErrorKind::usage, "--author is blank",
                "Name yourself with --author \"Name <mail>\", or leave it to git.");
  }
  auto known = run::author(source_dir(arguments));
  if (known) return known;
  return fail(ErrorKind::usage, known.error().what,
              "Name yourself with --author \"Name <mail>\", or with git config user.name.");
}

Outcome<std::set<judge::Guard>> waived_guards(const Arguments& arguments) {
  std::set<judge::Guard> waived;
  for (const std::string& name : arguments.all("despite")) {
    const auto guard = judge::guard_from(name);
    if (!guard) {
      return fail(ErrorKind::usage, fmt::format("there is no guard '{}'", name),
                  fmt::format("Guards are: {}.", judge::guard_names()));
    }
    waived.insert(*guard);
  }
  return waived;
}

/// The guards that are passed by on purpose; every other one that is not met is said, and stops it.
Outcome<std::vector<KeptText>> check_guards(const std::vector<ResultRow>& rows,
                                            const judge::BaselinePolicy& policy,
                                            const std::set<judge::Guard>& waived) {
  std::vector<KeptText> despite;
  std::size_t refused = 0;
  for (const judge::UnmetGuard& unmet : judge::unmet_guards(rows, policy)) {
    const bool passed = waived.count(unmet.info.guard) != 0;
    note(fmt::format("guard {}: {}. {}", unmet.info.name, unmet.what,
                     passed ? "Accepted despite it." : unmet.info.todo));
    if (passed) {
      despite.emplace_back(unmet.info.name);
    } else {
      ++refused;
    }
  }
  if (refused == 0) return despite;
  return fail(ErrorKind::incompatible,
              fmt::format("{} of the guards above {} not met: nothing was accepted", refused,
                          refused == 1 ? "is" : "are"),
              "Do what they say, or name each with --despite: that is kept beside the reason.");
}

Outcome<Acceptance> acceptance_of(const Arguments& arguments) {
  Acceptance acceptance;
  acceptance.accepted = iso_time(now());
  acceptance.reason = trimmed(arguments.text_or("reason", ""));
  if (acceptance.reason.empty()) {
    return fail(ErrorKind::usage, "baseline accept needs --reason",
                "Say in one sentence why these rows are the new baseline.");
  }
  const auto author = author_of(arguments);
  if (!author) return pass_on(author);
  acceptance.author = *author;
  return acceptance;
}

Outcome<ExitCode> accept(const Arguments& arguments, const std::vector<std::string>& names) {
  if (names.empty()) {
    return fail(ErrorKind::usage, "baseline accept names no rows",
                "Name row files or a folder, such as tidegate-out/baseline-candidate.");
  }
  auto acceptance = acceptance_of(arguments);
  if (!acceptance) return pass_on(acceptance);
  const auto waived = waived_guards(arguments);
  if (!waived) return pass_on(waived);
  const auto policy = policy_of(arguments);
  if (!policy) return pass_on(policy);
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  std::vector<std::string> notes;
  auto rows = read_rows({names.begin(), names.end()}, *selection, notes);
  if (!rows) return pass_on(rows);
  for (const std::string& sentence : notes) note(sentence);

  if (const auto sound = judge::check_sound(*rows); !sound) return pass_on(sound);
  auto despite = check_guards(*rows, policy->baseline, *waived);
  if (!despite) return pass_on(despite);
  acceptance->despite = std::move(*despite);
  const auto accepted = judge::accept_baselines(baselines_dir(arguments), *rows, *acceptance);
  if (!accepted) return pass_on(accepted);
  for (const fs::path& file : accepted->files) print(fmt::format("{}\n", file.string()));
  print(fmt::format("{} row{} accepted by {}. Commit the files above.\n", accepted->rows,
                    accepted->rows == 1 ? "" : "s", acceptance->author.str()));
  return ExitCode::ok;
}

Outcome<ExitCode> show(const Arguments& arguments, const std::vector<std::string>& names) {
  const fs::path folder = baselines_dir(arguments);
  auto classes = judge::baseline_classes(folder);
  if (!classes) return pass_on(classes);
  if (!names.empty()) classes = names;
  for (const std::string& name : *classes) {
    const auto read = judge::load_baselines(folder, name);
    if (!read) return pass_on(read);
    if (read->rows.empty()) {
      return fail(ErrorKind::missing,
                  fmt::format("{} has no machine class {}", folder.string(), name),
                  "`tidegate baseline classes` lists those that it has.");
    }
    print(fmt::format("{}\n{}{}\n", name, render::acceptance_text(read->rows),
                      render::result_table(read->rows)));
  }
  if (classes->empty()) print("no baselines are committed.\n");
  return ExitCode::ok;
}

Outcome<ExitCode> list_classes(const Arguments& arguments) {
  const auto classes = judge::baseline_classes(baselines_dir(arguments));
  if (!classes) return pass_on(classes);
  for (const std::string& name : *classes) print(name + "\n");
  if (classes->empty()) print("no baselines are committed.\n");
  return ExitCode::ok;
}

Outcome<ExitCode> baseline(const Arguments& arguments) {
  std::vector<std::string> words = arguments.all("verb");
  const std::string verb = words.empty() ? "" : words.front();
  if (!words.empty()) words.erase(words.begin());
  if (verb == "accept") return accept(arguments, words);
  if (verb == "show") return show(arguments, words);
  if (verb == "classes") return list_classes(arguments);
  return fail(ErrorKind::usage, fmt::format("baseline cannot '{}'", verb),
              "Choose accept, show or classes.");
}

}  // namespace

Command baseline_command() {
  return {"baseline", "Accept, show or list the committed baselines",
          "Examples:\n"
          "  tidegate baseline accept tidegate-out/baseline-candidate --reason \"first baseline\"\n"
          "  tidegate baseline show\n"
          "Rows that are wrong, impossible, quick, or of a Debug or sanitizer build are never\n"
          "accepted. Guards beyond that: enough attempts ([baseline] of tidegate.toml), no other\n"
          "load beside them, a known commit, no uncommitted changes, one commit for all.\n"
          "Exit codes: 0 done, 2 refused (with the row and the reason), unknown or unreadable, 64 "
          "wrong usage.",
          flags, baseline};
}

}  // namespace tidegate::command
