#include "record_files.hpp"

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/digest.hpp>
#include <tidegate/render/performance_md.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

fs::path full_path(const fs::path& path) {
  std::error_code code;
  return fs::weakly_canonical(fs::absolute(path, code), code);
}

}  // namespace

Outcome<run::FileLock> hold_record(const fs::path& file) {
  std::error_code code;
  const fs::path temporary = fs::temp_directory_path(code);
  if (code) {
    return fail(ErrorKind::io, "there is no folder for temporary files: " + code.message(),
                "Set TMPDIR to a folder that can be written.");
  }
  const std::string name = digest(full_path(file).string());
  return run::FileLock::take(
      temporary / fmt::format("tidegate-record-{}.lock", name), interrupted,
      [&file] { note("waiting for who else records into " + file.string()); });
}

fs::path bundles_folder(const Arguments& arguments) {
  return arguments.text_or("bundles", (source_dir(arguments) / "baselines/bundles").string());
}

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
