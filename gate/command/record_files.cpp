#include "record_files.hpp"

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/performance_md.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

#include "common_flags.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

fs::path full_path(const fs::path& path) {
  std::error_code code;
  return fs::weakly_canonical(fs::absolute(path, code), code);
}

}  // namespace

fs::path performance_file(const Arguments& arguments) {
  return arguments.text_or("performance", (source_dir(arguments) / "PERFORMANCE.md").string());
}

Outcome<std::string> record_text(const fs::path& file) {
  if (!is_there(file)) return render::initial_performance_md();
  return read_file(file);
}

std::string link_from(const fs::path& file, const fs::path& target) {
  return full_path(target).lexically_relative(full_path(file).parent_path()).generic_string();
}

bool is_there(const fs::path& path) {
  std::error_code code;
  return fs::exists(path, code) || code;
}

Outcome<std::string> commit_text(const fs::path& source, const std::string& commit) {
  const auto full = run::commit_of(source, commit);
  if (!full) return pass_on(full);
  const auto subject = run::git_output(source, {"log", "-1", "--format=%s", *full, "--"});
  if (!subject) return pass_on(subject);
  return fmt::format("{} {}", full->substr(0, 9), *subject);
}

}  // namespace tidegate::command
