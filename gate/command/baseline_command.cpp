// `tidegate baseline accept|show|classes`: what is committed, and the only way to commit more.
// Decides: which rows are offered for acceptance. Refuses to know: which of them are fit (judge).
#include <fmt/format.h>

#include <tidegate/judge/baseline.hpp>
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
    {"reason", Arity::one, "TEXT", "Why these rows are the new baseline; kept beside them"},
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
};

fs::path baselines_dir(const Arguments& arguments) {
  return arguments.text_or("baselines", (source_dir(arguments) / "baselines").string());
}

Outcome<ExitCode> accept(const Arguments& arguments, const std::vector<std::string>& names) {
  if (names.empty()) {
    return fail(ErrorKind::usage, "baseline accept names no rows",
                "Name row files or a folder, such as tidegate-out/baseline-candidate.");
  }
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  std::vector<std::string> notes;
  auto rows = read_rows({names.begin(), names.end()}, *selection, notes);
  if (!rows) return pass_on(rows);
  for (const std::string& sentence : notes) note(sentence);

  judge::Acceptance acceptance;
  acceptance.reason = arguments.text_or("reason", "");
  acceptance.time = now();
  const auto accepted = judge::accept_baselines(baselines_dir(arguments), *rows, acceptance);
  if (!accepted) return pass_on(accepted);
  for (const fs::path& file : accepted->files) print(fmt::format("{}\n", file.string()));
  print(fmt::format("{} row{} accepted. Commit the files above.\n", accepted->rows,
                    accepted->rows == 1 ? "" : "s"));
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
    print(fmt::format("{}\n{}\n", name, render::result_table(read->rows)));
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
          "Exit codes: 0 done, 2 refused (with the row and the reason), unknown or unreadable, 64 "
          "wrong usage.",
          flags, baseline};
}

}  // namespace tidegate::command
