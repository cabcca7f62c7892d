// `tidegate feed`: ratios at the representative points, for another catalogue of operations.
// Decides: whose ratio to whom, and that the catalogue itself is only ever read.
// Refuses to know: which rows make a ratio (judge/feed) and the fields (render/feed_json).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <tidegate/judge/feed.hpp>
#include <tidegate/render/feed_json.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/row/device_platform.hpp>
#include <tidegate/row/json_to_rewrite.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_rows.hpp"
#include "text_out.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using Wanted = std::array<judge::FeedPair, 2>;

constexpr Flag flags[] = {
    {"rows", Arity::positionals, "",
     "Stores, folders or files of rows (default: tidegate-out/store)"},
    {"subject", Arity::one, "PROVIDER", "Whose ratio it is; must be named"},
    {"reference", Arity::one, "PROVIDER", "To whom (default: the provider that a case declares)"},
    {"gpu-subject", Arity::one, "PROVIDER", "The same on GPUs, where it has another name"},
    {"gpu-reference", Arity::one, "PROVIDER", "The same on GPUs, where it has another name"},
    {"operation", Arity::many, "CASE=NAME",
     "What the catalogue calls a case (default: the case's name, or what ends in a dot and it)"},
    {"apply", Arity::one, "FILE", "A catalogue in JSON, read and never changed; needs --out"},
    {"out", Arity::one, "FILE", "Write the feed, or the filled copy of the catalogue, here"},
    flag_case,
};

Outcome<Wanted> wanted_of(const Arguments& arguments) {
  const auto subject = arguments.text("subject");
  if (!subject) {
    return fail(ErrorKind::usage, "feed needs --subject",
                "Name the provider whose ratio to its reference the catalogue wants.");
  }
  for (const char* flag : {"subject", "gpu-subject"}) {
    if (arguments.text_or(flag, *subject).empty()) {
      return fail(ErrorKind::usage, fmt::format("--{} names no provider", flag),
                  "Name a provider as the rows do: tidegate coverage ROWS shows them.");
    }
  }
  const std::string reference = arguments.text_or("reference", "");
  return Wanted{judge::FeedPair{*subject, reference},
                judge::FeedPair{arguments.text_or("gpu-subject", *subject),
                                arguments.text_or("gpu-reference", reference)}};
}

Outcome<render::OperationNames> names_of(const Arguments& arguments) {
  render::OperationNames names;
  std::set<std::string> operations;
  for (const std::string& text : arguments.all("operation")) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == text.size()) {
      return fail(ErrorKind::usage, fmt::format("--operation is '{}', not CASE=NAME", text),
                  "--operation semiring_matmul=nitrix.semiring.matmul");
    }
    const std::string name = text.substr(equals + 1);
    if (!names.emplace(text.substr(0, equals), name).second || !operations.insert(name).second) {
      return fail(ErrorKind::usage, fmt::format("--operation {} is a second one of its name", text),
                  "A case is one operation, and an operation one case.");
    }
  }
  return names;
}

/// A name that no row has is a slip, not a gap; on a processor without a single row it is a gap.
Outcome<void> check_subjects(const std::vector<ResultRow>& rows, const Wanted& wanted) {
  for (const judge::Processor processor : judge::all_processors) {
    const std::string& subject = wanted[static_cast<std::size_t>(processor)].subject;
    const bool gpu = processor == judge::Processor::gpu;
    const bool any = std::any_of(rows.begin(), rows.end(), [gpu](const ResultRow& row) {
      return is_device_platform(row.key.platform) == gpu;
    });
    const bool seen = std::any_of(rows.begin(), rows.end(), [&subject](const ResultRow& row) {
      return row.key.provider == subject;
    });
    if (!any || seen) continue;
    return fail(ErrorKind::missing, fmt::format("no row is of the provider '{}'", subject),
                "Check --subject, --gpu-subject and --case.");
  }
  return {};
}

Outcome<std::vector<judge::FeedEntry>> entries_of(const Arguments& arguments,
                                                  const Wanted& wanted) {
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  std::vector<fs::path> paths = arguments.paths("rows");
  if (paths.empty()) paths.push_back(store_dir(""));
  std::vector<std::string> notes;
  const auto rows = read_rows(paths, *selection, notes);
  if (!rows) return pass_on(rows);
  for (const std::string& sentence : notes) note(sentence);
  if (rows->empty()) {
    return fail(ErrorKind::missing, "no row is left of what was named", "Check --case.");
  }
  if (const auto known = check_subjects(*rows, wanted); !known) return pass_on(known);
  return judge::feed(*rows, wanted);
}

/// --out must name another file than --apply, by whatever name or link.
Outcome<void> check_apart(const Arguments& arguments) {
  const auto catalogue = arguments.text("apply");
  if (!catalogue) return {};
  const auto out = arguments.text("out");
  std::error_code code;
  if (out && *out != *catalogue && !fs::equivalent(*out, *catalogue, code)) return {};
  return fail(ErrorKind::usage,
              out ? fmt::format("--out {} is the catalogue itself", *out) : "--apply needs --out",
              "A catalogue is never changed in place: name the file for the filled copy.");
}

Outcome<std::string> filled_copy(const fs::path& file, const std::vector<judge::FeedEntry>& entries,
                                 const Wanted& wanted, const render::OperationNames& names) {
  auto catalogue = read_json_file_to_rewrite(file);
  if (!catalogue) return pass_on(catalogue);
  const auto filled =
      render::fill_catalogue(std::move(*catalogue), entries, wanted, names, file.string());
  if (!filled) return pass_on(filled);
  for (const std::string& sentence : filled->notes) note(sentence);
  if (filled->filled == 0) {
    return fail(ErrorKind::missing, fmt::format("no operation of {} is a case here", file.string()),
                "Name what the catalogue calls a case with --operation CASE=NAME.");
  }
  note(fmt::format("{} of {} filled", render::counted(filled->filled, "operation"), file.string()));
  return json_pretty(filled->json);
}

/// What a catalogue lacks because data are missing is said, not only written.
void note_missing(const std::vector<judge::FeedEntry>& entries) {
  for (const judge::FeedEntry& entry : entries) {
    for (const std::string& sentence : entry.notes) note(entry.case_name + ": " + sentence);
  }
}

Outcome<ExitCode> feed(const Arguments& arguments) {
  const auto wanted = wanted_of(arguments);
  if (!wanted) return pass_on(wanted);
  const auto names = names_of(arguments);
  if (!names) return pass_on(names);
  if (const auto apart = check_apart(arguments); !apart) return pass_on(apart);
  const auto entries = entries_of(arguments, *wanted);
  if (!entries) return pass_on(entries);
  const auto catalogue = arguments.text("apply");
  const auto text =
      catalogue ? filled_copy(*catalogue, *entries, *wanted, *names)
                : render::feed_json(*entries, *wanted, *names).map([](const JsonObject& found) {
                    return json_pretty(found);
                  });
  if (!text) return pass_on(text);
  note_missing(*entries);
  if (const auto done = print_or_write(arguments, *text); !done) return pass_on(done);
  return ExitCode::ok;
}

}  // namespace

Command feed_command() {
  return {
      "feed", "Write ratios at the representative points for another catalogue of operations",
      "An operation gets perf_cpu_baseline, perf_cpu_ratio, perf_gpu_baseline, perf_gpu_ratio and\n"
      "_meta: the warm time's min of the subject over that of the reference, of one run on one\n"
      "machine, to 4 decimals; below 1 the subject is faster. What is missing, and what another "
      "provider\n"
      "ran, is null, and a note says why. Two cases cannot be one operation.\n"
      "Examples:\n"
      "  tidegate feed tidegate-out/store --subject kokkos --gpu-reference cuda\n"
      "  tidegate feed tidegate-out/store --subject kokkos --apply op_matrix.json --out "
      "filled.json\n"
      "Exit codes: 0 written, whatever is missing; 2 unreadable, a subject that no row has, two\n"
      "cases for one operation, or nothing to fill in; 64 wrong usage.",
      flags, feed};
}

}  // namespace tidegate::command
