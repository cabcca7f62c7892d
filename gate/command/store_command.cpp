// `tidegate store list|latest|merge|prune`: what a store of rows holds, and the only way to thin it
// out. Decides: what is said about it. Refuses to know: which rows are the newest (store/).
#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/result_table.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/store/by_key.hpp>
#include <tidegate/store/merge.hpp>
#include <tidegate/store/open_run.hpp>
#include <tidegate/store/prune.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "fold_groups.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

constexpr Flag flags[] = {
    {"verb", Arity::positionals, "",
     "list [STORE] | latest [STORE] | merge INTO FROM... | prune [STORE] --keep N",
     "list latest merge prune"},
    {"keep", Arity::one, "N",
     "prune: how many finished runs of each case and machine class stay, and of its quick runs"},
    {"dry-run", Arity::no_value, "", "prune: only say what would go"},
    {"out", Arity::one, "FILE", "latest: write the rows there, as any command reads them"},
    {"json", Arity::no_value, "", "list, latest: JSON, a line for each file or row"},
};

Outcome<fs::path> only_store(const Names& names) {
  if (names.size() <= 1) return store_dir(names.empty() ? "" : names.front());
  return fail(ErrorKind::usage, fmt::format("there is one store too many: {}", names[1]),
              "Name one; `tidegate store merge` makes one of several.");
}

std::vector<fs::path> paths_of(const std::vector<store::RunFile>& files) {
  std::vector<fs::path> paths;
  paths.reserve(files.size());
  for (const store::RunFile& file : files) paths.push_back(file.path);
  return paths;
}

Outcome<ExitCode> list(const Arguments& arguments, const Names& names) {
  const auto root = only_store(names);
  if (!root) return pass_on(root);
  const auto files = store::run_files(*root);
  if (!files) return pass_on(files);
  std::string text;
  for (const store::RunFile& file : *files) {
    if (arguments.has("json")) {
      text += json_line(JsonObject{{"case", file.case_folder},
                                   {"run_id", file.run_id},
                                   {"bytes", file.bytes},
                                   {"file", file.path.string()}}) +
              '\n';
    } else {
      text += fmt::format("{:<32} {:<28} {:>9} KiB\n", file.case_folder, file.run_id,
                          (file.bytes + 1023) / 1024);
    }
  }
  print(files->empty() && !arguments.has("json") ? root->string() + " has no runs yet.\n" : text);
  for (const std::string& run : store::unfinished_runs(*root)) {
    note(fmt::format("run {} is unfinished: `tidegate run ... --store {} --resume {}`", run,
                     root->string(), run));
  }
  return ExitCode::ok;
}

/// What people see: the rows of each key's newest run, folded.
Outcome<std::string> table_of(const store::Latest& latest) {
  const auto groups = store::by_key(latest);
  if (!groups) return pass_on(groups);
  const auto rows = fold_groups(*groups);
  if (!rows) return pass_on(rows);
  return render::result_table(*rows);
}

/// A line that is no row, found before any line is handed on.
Outcome<void> check_lines(const store::Latest& latest) {
  return store::each_line(
      latest,
      [](std::string_view line, const std::string& file, std::size_t number) -> Outcome<void> {
        const TextSource source{file, number};
        const auto json = parse_json(line, source);
        if (!json) return pass_on(json);
        const auto row = attempt_from_json(*json, source);
        return row ? Outcome<void>() : pass_on(row);
      });
}

/// The rows as they stand in the store, byte for byte, one at a time.
Outcome<void> put_lines(const store::Latest& latest, const TextSink& put) {
  return store::each_line(latest, [&put](std::string_view line, const std::string&, std::size_t) {
    put(line);
    put("\n");
    return Outcome<void>();
  });
}

Outcome<ExitCode> show(const Arguments& arguments, const store::Latest& found) {
  if (arguments.has("json")) {
    const auto put = put_lines(found, print);
    if (!put) return pass_on(put);
    return ExitCode::ok;
  }
  const auto text = table_of(found);
  if (!text) return pass_on(text);
  print(*text);
  return ExitCode::ok;
}

Outcome<ExitCode> latest(const Arguments& arguments, const Names& names) {
  const auto root = only_store(names);
  if (!root) return pass_on(root);
  const auto files = store::run_files(*root);
  if (!files) return pass_on(files);
  const auto found = store::latest_of(paths_of(*files));
  if (!found) return pass_on(found);
  for (const std::string& sentence : found->notes) note(sentence);
  for (const std::string& sentence : store::unfinished_notes(*root, *found)) note(sentence);
  if (found->rows.empty()) {
    return fail(ErrorKind::missing,
                fmt::format("{} has no row that counts: {} files, {} rows, {} of them quick",
                            root->string(), files->size(), found->lines, found->fast),
                "Measure with `tidegate run --store`, without --quick.");
  }
  const auto out = arguments.text("out");
  if (out || arguments.has("json")) {
    if (const auto sound = check_lines(*found); !sound) return pass_on(sound);
  }
  if (!out) return show(arguments, *found);
  const auto written =
      write_made_atomically(*out, [&found](const TextSink& put) { return put_lines(*found, put); });
  if (!written) return pass_on(written);
  print(fmt::format("{} rows of {} looked at: {}\n", found->rows.size(), found->lines, *out));
  return ExitCode::ok;
}

Outcome<ExitCode> merge(const Arguments&, const Names& names) {
  if (names.size() < 2) {
    return fail(ErrorKind::usage, "store merge needs a store to merge into and one to take from",
                "For example `tidegate store merge all from-laptop from-server`.");
  }
  const auto into = store::RowStore::open(names.front());
  if (!into) return pass_on(into);
  const auto merged = store::merge(*into, std::vector<fs::path>(names.begin() + 1, names.end()));
  if (!merged) return pass_on(merged);
  std::string text;
  for (const fs::path& file : merged->copied) text += file.string() + '\n';
  for (const fs::path& file : merged->grown) text += file.string() + " (grown)\n";
  print(text + fmt::format("{} files copied, {} grown, {} were there already.\n",
                           merged->copied.size(), merged->grown.size(), merged->same));
  return ExitCode::ok;
}

Outcome<ExitCode> prune(const Arguments& arguments, const Names& names) {
  const auto root = only_store(names);
  if (!root) return pass_on(root);
  const auto keep = arguments.whole("keep", 1, 1000000000);
  if (!keep) return pass_on(keep);
  if (!*keep) {
    return fail(ErrorKind::usage, "store prune needs --keep",
                "For example --keep 100: the newest 100 runs of each case stay.");
  }
  const auto plan = store::plan_prune(*root, **keep);
  if (!plan) return pass_on(plan);
  const bool dry = arguments.has("dry-run");
  std::string text;
  for (const store::RunFile& file : plan->goes) text += file.path.string() + '\n';
  for (const store::RunFile& file : plan->unfinished) {
    note(fmt::format("{} stays: its run is unfinished; resume it first", file.path.string()));
  }
  if (!dry) {
    if (const auto removed = store::remove_runs(plan->goes); !removed) return pass_on(removed);
  }
  text += fmt::format("{} files {}, {} stay.\n", plan->goes.size(), dry ? "would go" : "gone",
                      plan->stays + plan->unfinished.size());
  print(text);
  return ExitCode::ok;
}

struct Verb {
  std::string_view name;
  Outcome<ExitCode> (*run)(const Arguments&, const Names&);
};
constexpr Verb verbs[] = {{"list", list}, {"latest", latest}, {"merge", merge}, {"prune", prune}};

Outcome<ExitCode> store_verb(const Arguments& arguments) {
  Names words = arguments.all("verb");
  const std::string wanted = words.empty() ? "" : words.front();
  if (!words.empty()) words.erase(words.begin());
  for (const Verb& verb : verbs) {
    if (verb.name == wanted) return verb.run(arguments, words);
  }
  return fail(ErrorKind::usage, fmt::format("store cannot '{}'", wanted),
              "Choose list, latest, merge or prune.");
}

}  // namespace

Command store_command() {
  return {
      "store", "List, merge or thin out the runs of a store, or take its newest rows",
      "A store is a folder <store>/<case>/<run_id>.jsonl, made by `tidegate run --store`. It is\n"
      "only added to; every command that takes rows takes a store. merge copies the runs that are\n"
      "missing, and the rest of those that went on elsewhere, with the plans of unfinished ones.\n"
      "Examples:\n"
      "  tidegate store list\n"
      "  tidegate store latest tidegate-out/store --out latest.jsonl\n"
      "  tidegate store merge all from-laptop from-server\n"
      "  tidegate store prune --keep 100 --dry-run\n"
      "Exit codes: 0 done, 2 no such store, unreadable, or runs that contradict each other, 64 "
      "wrong usage.",
      flags, store_verb};
}

}  // namespace tidegate::command
