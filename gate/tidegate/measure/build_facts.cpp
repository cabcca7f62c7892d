#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/measure/build_facts.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::measure {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> malformed(const fs::path& path, std::string_view problem) {
  return fail(ErrorKind::bad_input, fmt::format("{}: {}", path.string(), problem),
              "Build the program again, or delete the file: the facts are then unknown.");
}

std::optional<Fact> fact_named(std::string_view name) {
  const auto facts = all_facts();
  const auto found = std::find_if(facts.begin(), facts.end(),
                                  [name](const FactInfo& info) { return info.name == name; });
  return found == facts.end() ? std::nullopt : std::optional(found->fact);
}

/// Whether `value` can be a fact; sets it then.
bool take_fact(const Json& value, FactValue& fact) {
  if (value.is_string()) {
    fact = std::string(value.get_string());
  } else if (value.is_bool()) {
    fact = value.get_bool() ? "true" : "false";
  }
  return value.is_string() || value.is_bool() || value.is_null();
}

}  // namespace

fs::path own_executable() {
  std::error_code code;
  const fs::path path = fs::read_symlink("/proc/self/exe", code);
  return code ? fs::path() : path;
}

Outcome<Provenance> build_facts(const fs::path& executable) {
  Provenance result;
  fs::path path = executable;
  path += ".tidegate.json";
  std::error_code code;
  if (executable.empty() || !fs::exists(path, code)) return result;
  const auto json = read_json_file(path);
  if (!json) return malformed(path, json.error().what);
  if (!json->is_object()) return malformed(path, "is not an object of facts");
  for (const auto& member : json->get_object()) {
    const std::string_view name(member.key().data(), member.key().size());
    const auto fact = fact_named(name);
    if (!fact) return malformed(path, fmt::format("'{}' is not the name of a fact", name));
    if (!take_fact(member.value(), result[*fact])) {
      return malformed(path, fmt::format("'{}' is neither a text, true, false nor null", name));
    }
  }
  return result;
}

}  // namespace tidegate::measure
