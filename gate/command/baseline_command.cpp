// `tidegate baseline accept|show|classes`: what is committed, and the only way to commit more.
// Decides: which rows are offered for acceptance, by whom and why.
// Refuses to know: which of them are fit and which guards there are (judge).
#include <set>

#include <fmt/format.h>

#include <tidegate/base/duration.hpp>
#include <tidegate/judge/baseline.hpp>
#include <tidegate/render/acceptance_text.hpp>
#include <tidegate/render/result_table.hpp>

#include "author.hpp"
#include "commands.hpp"
#include "committed_rows.hpp"
#include "committed_texts.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_rows.hpp"
#include "row_guards.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"verb", Arity::positionals, "", "accept ROWS... | show [CLASS...] | classes",
     "accept show classes"},
    flag_baselines,
    flag_source,
    {"reason", Arity::one, "TEXT", "accept: why these rows are the new baseline; kept with them"},
    {"author", Arity::one, "TEXT", "accept: who answers for it (default: as git knows you)"},
    flag_despite,
    flag_config,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
};

fs::path baselines_dir(const Arguments& arguments) {
  return arguments.text_or("baselines", (source_dir(arguments) / "baselines").string());
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
  const auto policy = policy_of(arguments);
  if (!policy) return pass_on(policy);
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  std::vector<std::string> notes;
  auto rows = read_rows({names.begin(), names.end()}, *selection, notes);
  if (!rows) return pass_on(rows);
  for (const std::string& sentence : notes) note(sentence);
  make_committed(*rows);

  if (const auto sound = judge::check_sound(*rows); !sound) return pass_on(sound);
  auto despite = check_guards(arguments, *rows, policy->baseline);
  if (!despite) return pass_on(despite);
  acceptance->despite = std::move(*despite);
  const auto accepted = judge::accept_baselines(baselines_dir(arguments), *rows, *acceptance);
  if (!accepted) return pass_on(accepted);
  std::set<std::string> cases;
  for (const ResultRow& row : *rows) cases.insert(row.key.case_name);
  const auto latest = run_of_record_texts(baselines_dir(arguments), cases);
  if (!latest) return pass_on(latest);
  if (const auto written = write_texts(*latest); !written) return pass_on(written);
  for (const CommittedText& text : *latest) print(fmt::format("{}\n", text.file.string()));
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
