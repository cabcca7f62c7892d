#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/evidence/checksums.hpp>
#include <tidegate/evidence/folder_check.hpp>
#include <tidegate/evidence/results_json.hpp>
#include <tidegate/evidence/summary_md.hpp>
#include <tidegate/row/jsonl_file.hpp>

namespace tidegate::evidence {
namespace {

namespace fs = std::filesystem;

struct Rows {
  std::vector<AttemptRow> measured;
  std::vector<AttemptRow> constructions;
};

Outcome<Rows> rows_in(const fs::path& folder, const Files& files) {
  Rows rows;
  const fs::path measured[] = {folder / "rows.jsonl"};
  auto read = read_attempts(measured);
  if (!read) return pass_on(read);
  rows.measured = std::move(read->rows);
  const auto text = files.find("constructions.ndjson");
  if (text == files.end() || text->second.empty()) return rows;
  const fs::path constructions[] = {folder / "constructions.ndjson"};
  auto more = read_attempts(constructions);
  if (!more) return pass_on(more);
  rows.constructions = std::move(more->rows);
  return rows;
}

/// Figures and texts that do not follow from the rows.
void compare_derived(const JsonObject& wanted, const Json& found, FolderCheck& check) {
  const std::string place = first_difference(Json(wanted), found, "");
  if (place.empty()) return;
  check.flaws.push_back(
      fmt::format("results.json is not what rows.jsonl gives, first at {}", place));
}

void compare_summary(const std::string& wanted, const Files& files, FolderCheck& check) {
  const auto found = files.find("summary.md");
  if (found == files.end() || found->second == wanted) return;
  check.flaws.emplace_back("summary.md is not what rows.jsonl gives");
}

bool is_same_number(const Json& a, const Json& b) {
  const auto one = number_in(a);
  const auto other = number_in(b);
  return one && other && *one == *other;
}

}  // namespace

std::string first_difference(const Json& wanted, const Json& found, const std::string& place) {
  if (const auto* object = wanted.if_object()) {
    const auto* other = found.if_object();
    if (other == nullptr) return place.empty() ? "its beginning" : place;
    for (const auto& field : *object) {
      const std::string name(field.key());
      const std::string inner = place.empty() ? name : fmt::format("{}.{}", place, name);
      const Json* value = other->if_contains(field.key());
      if (value == nullptr) return inner;
      if (auto below = first_difference(field.value(), *value, inner); !below.empty()) return below;
    }
    return {};
  }
  if (const auto* array = wanted.if_array()) {
    const auto* other = found.if_array();
    if (other == nullptr || other->size() != array->size()) return place;
    for (std::size_t i = 0; i < array->size(); ++i) {
      auto below = first_difference((*array)[i], (*other)[i], fmt::format("{}[{}]", place, i));
      if (!below.empty()) return below;
    }
    return {};
  }
  return wanted == found || is_same_number(wanted, found) ? "" : place;
}

Outcome<Files> artefacts_in(const fs::path& folder) {
  Files files;
  for (const Artefact& artefact : artefacts()) {
    std::error_code code;
    const fs::path path = folder / artefact.name;
    if (!fs::exists(path, code)) continue;  // the checklist says that it is missing
    auto text = read_file(path);
    if (!text) return pass_on(text);
    files[std::string(artefact.name)] = std::move(*text);
  }
  return files;
}

Outcome<FolderCheck> check_folder(const fs::path& folder) {
  FolderCheck check;
  auto flaws = checksum_flaws(folder);
  if (!flaws) return pass_on(flaws);
  check.flaws = std::move(*flaws);
  const auto files = artefacts_in(folder);
  if (!files) return pass_on(files);
  const fs::path file = folder / "results.json";
  const auto found = read_json_file(file);
  if (!found) return pass_on(found);
  const auto observed = observed_from_json(*found, TextSource{file.string(), 1});
  if (!observed) return pass_on(observed);
  const auto rows = rows_in(folder, *files);
  if (!rows) return pass_on(rows);

  const Derived derived = derive(rows->measured, rows->constructions);
  check.results = derived.results.size();
  check.checklist = checklist({*observed, derived, *files});
  compare_derived(results_json(*observed, rows->measured, derived, check.checklist), *found, check);
  compare_summary(summary_md(*observed, derived, check.checklist), *files, check);
  return check;
}

}  // namespace tidegate::evidence
