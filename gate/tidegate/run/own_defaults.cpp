#include <tidegate/run/cmake_text.hpp>
#include <tidegate/run/own_defaults.hpp>

namespace tidegate::run {
namespace {

using Defaults = std::map<std::string, std::set<std::string>>;

void add(Defaults& defaults, const std::string& text) {
  for (const CMakeDefault& found : cmake_defaults(text)) defaults[found.name].insert(found.value);
}

/// Every declaration of this side, whichever file it stands in. One by FORCE is no default: it is
/// what a project makes of a value that it does not like.
std::set<std::string> declared(const CommitFiles& side, const std::string& name) {
  std::set<std::string> values;
  for (const std::string& file : side.cmake_files_with(name)) {
    for (const CMakeDefault& found : cmake_defaults(side.text(file))) {
      if (found.name == name && !found.forced) values.insert(found.value);
    }
  }
  return values;
}

}  // namespace

bool is_computed(const std::string& text) { return text.find('$') != std::string::npos; }

Outcome<CMakeChanges> cmake_changes(const std::filesystem::path& top, const CommitFiles& here,
                                    const CommitFiles& there) {
  const auto changed = changed_cmake_files(top, here, there);
  if (!changed) return pass_on(changed);
  Defaults now;
  Defaults before;
  CMakeChanges changes;
  for (const std::string& file : *changed) {
    const std::string ours = here.text(file);
    const std::string theirs = there.text(file);
    add(now, ours);
    add(before, theirs);
    changes.texts += ours;
    changes.texts += theirs;
  }
  for (const auto& [name, values] : now) {
    // Usually chosen, and by many: no line of a project says what they are.
    if (name.starts_with("CMAKE_") || values == before[name]) continue;
    OwnDefaults found{declared(here, name), declared(there, name)};
    if (found.here.empty() || found.there.empty() || found.here == found.there) continue;
    changes.defaults[name] = std::move(found);
  }
  return changes;
}

}  // namespace tidegate::run
