// `tidegate import`: result files of other tools as rows.
// Decides: which run and which machine they belong to, and that no row is ever counted twice.
// Refuses to know: any format (import/), and where rows go (imported_rows).
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/import/formats.hpp>
#include <tidegate/judge/fold.hpp>
#include <tidegate/render/result_table.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "import_facts.hpp"
#include "imported_rows.hpp"
#include "repeated_file.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"what", Arity::positionals, "", "FORMAT FILE...: several files are attempts of one run"},
    {"list", Arity::no_value, "", "Only list the formats, and what is kept of each"},
    {"out", Arity::one, "DIR",
     "Write <DIR>/<case>.jsonl (default: tidegate-out/imported); an older file is left alone"},
    {"replace", Arity::no_value, "", "Replace the cases' files in --out"},
    flag_store,
    {"here", Arity::no_value, "", "They were measured on this machine, as it is now"},
    {"machine", Arity::one, "NAME",
     "They were measured on the machine of that name: times are compared within it alone"},
    {"commit", Arity::one, "REF", "The commit that was measured (default: what the file says)"},
    {"provider", Arity::one, "NAME", "Provider of the rows (default: the format's name)"},
    {"platform", Arity::one, "NAME",
     "Platform of the rows (default: what the file says, else `unstated`)"},
    flag_source,
};

void list_formats() {
  for (const foreign::Format& format : foreign::formats()) {
    print(
        fmt::format("{:<18} {}\n{:<18}   keeps {}\n", format.name, format.file, "", format.keeps));
  }
}

/// Rows without a name of their own on these points get them here.
void name_rows(std::vector<AttemptRow>& rows, const Arguments& arguments,
               const foreign::Format& format) {
  for (AttemptRow& row : rows) {
    if (row.key.provider.empty()) row.key.provider = format.name;
    row.key.provider = arguments.text_or("provider", row.key.provider);
    row.key.platform = arguments.text_or("platform", row.key.platform);
  }
}

/// All files as one: their rows, notes, and the latest time that any of them states.
Outcome<foreign::Imported> read_all(const Arguments& arguments, const foreign::Format& format,
                                    const std::vector<fs::path>& files) {
  foreign::Imported all;
  for (const fs::path& file : files) {
    auto one = format.read(file);
    if (!one) return pass_on(one);
    if (!one->measured) one->measured = last_change_of(file);
    all.measured = all.measured ? std::max(all.measured, one->measured) : one->measured;
    std::move(one->attempts.begin(), one->attempts.end(), std::back_inserter(all.attempts));
    std::move(one->notes.begin(), one->notes.end(), std::back_inserter(all.notes));
  }
  name_rows(all.attempts, arguments, format);
  return all;
}

/// What people must know before they compare these rows.
void note_limits(const foreign::Imported& imported, const Arguments& arguments) {
  for (const std::string& sentence : imported.notes) note(sentence);
  if (!arguments.has("here") && !arguments.has("machine")) {
    note(
        "nobody said where these times were taken: they are compared with rows of the same host, "
        "or of none; name it with --here or --machine NAME");
  }
}

Outcome<ExitCode> run_import(const Arguments& arguments) {
  if (arguments.has("list")) {
    list_formats();
    return ExitCode::ok;
  }
  std::vector<std::string> words = arguments.all("what");
  if (words.size() < 2) {
    return fail(ErrorKind::usage, "import needs a format and a file",
                "For example `tidegate import google-benchmark result.json`; --list has them all.");
  }
  const auto format = foreign::format_of(words.front());
  if (!format) return pass_on(format);
  const std::vector<fs::path> files(words.begin() + 1, words.end());
  // Each sample of a file that is named twice would count twice.
  const auto once =
      no_file_twice(files, "Name each file once: several files are attempts of one run.");
  if (!once) return pass_on(once);
  auto imported = read_all(arguments, *format, files);
  if (!imported) return pass_on(imported);
  if (const auto stated = add_facts(arguments, *format, *imported); !stated) return pass_on(stated);
  const auto place = keep_imported(arguments, *imported);
  if (!place) return pass_on(place);
  print(render::result_table(judge::fold(imported->attempts)));
  print(fmt::format("rows: {}\n", *place));
  note_limits(*imported, arguments);
  return ExitCode::ok;
}

}  // namespace

Command import_command() {
  return {
      "import", "Make rows of other tools' result files, to be compared by their stored times",
      "Examples:\n"
      "  tidegate import --list\n"
      "  tidegate import google-benchmark old.json --here --out old\n"
      "  tidegate import google-benchmark new1.json new2.json --here --out new\n"
      "  tidegate gate new --baseline-rows old --mode screen\n"
      "A file without samples gives rows without a p95, which the gate says of each. A program\n"
      "that can be run here is compared better in lockstep: `tidegate run --help`, --format.\n"
      "Exit codes: 0 done, 2 a file cannot be read as that format, 64 wrong usage.",
      flags, run_import};
}

}  // namespace tidegate::command
