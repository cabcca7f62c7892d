#include <set>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/run/cmake_text.hpp>
#include <tidegate/run/git_command.hpp>
#include <tidegate/run/own_defaults.hpp>

namespace tidegate::run {
namespace {

using Defaults = std::map<std::string, std::set<std::string>>;

void add(Defaults& defaults, const std::string& text) {
  for (const CMakeDefault& found : cmake_defaults(text)) defaults[found.name].insert(found.value);
}

}  // namespace

Outcome<std::map<std::string, OwnDefaults>> own_defaults(const std::filesystem::path& top,
                                                         const std::string& commit) {
  const auto changed = git_output(top, {"diff", "--name-only", "--no-renames", "-z", commit, "--",
                                        ":(top,glob)**/CMakeLists.txt", ":(top,glob)**/*.cmake"});
  if (!changed) return pass_on(changed);
  Defaults here;
  Defaults there;
  for (const std::string& file : split(*changed, '\0')) {
    add(here, read_file(top / file).value_or(""));
    // A file that one side does not have declares nothing there.
    add(there, git_output(top, {"show", commit + ":" + file}).value_or(""));
  }
  std::map<std::string, OwnDefaults> own;
  for (const auto& [name, values] : here) {
    const auto other = there.find(name);
    if (other == there.end() || values.size() != 1 || other->second.size() != 1) continue;
    if (values != other->second) own[name] = {*values.begin(), *other->second.begin()};
  }
  return own;
}

}  // namespace tidegate::run
