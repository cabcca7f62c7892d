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

Outcome<std::map<std::string, OwnDefaults>> own_defaults(const std::filesystem::path& top,
                                                         const CommitFiles& here,
                                                         const CommitFiles& there) {
  const auto changed = changed_cmake_files(top, here, there);
  if (!changed) return pass_on(changed);
  Defaults now;
  Defaults before;
  for (const std::string& file : *changed) {
    add(now, here.text(file));
    add(before, there.text(file));
  }
  std::map<std::string, OwnDefaults> own;
  for (const auto& [name, values] : now) {
    // Usually chosen, and by many: no line of a project says what they are.
    if (name.starts_with("CMAKE_") || values == before[name]) continue;
    OwnDefaults found{declared(here, name), declared(there, name)};
    if (found.here.empty() || found.there.empty() || found.here == found.there) continue;
    own[name] = std::move(found);
  }
  return own;
}

}  // namespace tidegate::run
