#include "imported_rows.hpp"

#include <map>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/new_files.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/run/attempt_log.hpp>
#include <tidegate/store/open_run.hpp>
#include <tidegate/store/row_store.hpp>

#include "common_flags.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// The text of each case's file.
std::map<std::string, std::string> texts_of(const foreign::Imported& imported) {
  std::map<std::string, std::string> texts;
  for (const AttemptRow& row : imported.attempts) {
    texts[run::file_name_of_case(row.key.case_name)] += to_json_line(row) + '\n';
  }
  return texts;
}

Outcome<void> nothing_there(const fs::path& folder, const std::string& name) {
  std::error_code code;
  if (!fs::exists(folder / name, code) && !code) return {};
  return fail(ErrorKind::incompatible, fmt::format("{} is there already", (folder / name).string()),
              "Name another folder with --out, or --replace it.");
}

Outcome<std::string> into_folder(const Arguments& arguments, const foreign::Imported& imported) {
  const fs::path folder = arguments.text_or("out", "tidegate-out/imported");
  const auto texts = texts_of(imported);
  if (!arguments.has("replace")) {
    for (const auto& [name, text] : texts) {
      if (const auto free = nothing_there(folder, name); !free) return pass_on(free);
    }
    if (const auto written = write_new_files(folder, texts); !written) return pass_on(written);
    return folder.string();
  }
  for (const auto& [name, text] : texts) {
    const auto written = write_file_atomically(folder / name, text);
    if (!written) return pass_on(written);
  }
  return folder.string();
}

Outcome<std::string> into_store(const Arguments& arguments, foreign::Imported& imported) {
  const auto store = store::RowStore::open(store_dir(arguments.text_or("store", "")));
  if (!store) return pass_on(store);
  auto run = store::OpenRun::claim(*store, imported.attempts.front().run_id);
  if (!run) return pass_on(run);
  for (AttemptRow& row : imported.attempts) row.run_id = run->run_id();
  if (const auto begun = run->begin({}); !begun) return pass_on(begun);
  if (const auto kept = store->append(imported.attempts); !kept) return pass_on(kept);
  if (const auto finished = run->finish(); !finished) return pass_on(finished);
  return fmt::format("{} (run {})", store->root().string(), run->run_id());
}

}  // namespace

Outcome<std::string> keep_imported(const Arguments& arguments, foreign::Imported& imported) {
  if (!arguments.has("store")) return into_folder(arguments, imported);
  if (arguments.has("out") || arguments.has("replace")) {
    return fail(ErrorKind::usage, "rows go to a store or to --out, not to both",
                "Keep one of them.");
  }
  return into_store(arguments, imported);
}

}  // namespace tidegate::command
