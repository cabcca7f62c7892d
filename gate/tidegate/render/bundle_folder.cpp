/// How a bundle reaches the disk: whole or not at all, and never over a person's decision.
#include <algorithm>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/decision_bundle.hpp>

namespace tidegate::render {
namespace {

namespace fs = std::filesystem;

Error io_error(const std::string& what, int error) {
  return {ErrorKind::io, fmt::format("{}: {}", what, std::generic_category().message(error)),
          "Check that the folder is writable and that the disk is not full."};
}

Outcome<void> check_run_id(const std::string& run_id) {
  constexpr std::string_view allowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
  const bool plain = !run_id.empty() && run_id.front() != '.' && run_id.size() <= 200 &&
                     run_id.find_first_not_of(allowed) == std::string::npos;
  if (plain) return {};
  return fail(ErrorKind::bad_input,
              fmt::format("run id '{}' cannot be the name of a folder", run_id),
              "Use the verdict.json of a gate run: its run id is a UTC time and a commit.");
}

Outcome<void> write_files(const fs::path& folder, const std::vector<BundleFile>& files) {
  for (const BundleFile& file : files) {
    if (const Outcome<std::string> old = read_file(folder / file.name); old && *old == file.text) {
      continue;
    }
    const Outcome<void> written = write_file_atomically(folder / file.name, file.text);
    if (!written) return pass_on(written);
  }
  return {};
}

/// Plots of an earlier verdict on the same run, which nothing refers to any more.
void remove_old_plots(const fs::path& folder, const std::vector<BundleFile>& files) {
  std::error_code ignored;
  std::vector<fs::path> old;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    const bool ours = name.rfind("samples-", 0) == 0 || name.rfind("pairs-", 0) == 0 ||
                      name.rfind("trend-", 0) == 0 || name.rfind("scaling-", 0) == 0;
    const bool wanted = std::any_of(files.begin(), files.end(),
                                    [&name](const BundleFile& f) { return f.name == name; });
    if (ours && !wanted && entry.path().extension() == ".svg") old.push_back(entry.path());
  }
  for (const fs::path& path : old) fs::remove(path, ignored);
}

Outcome<fs::path> update(const fs::path& bundle, const std::vector<BundleFile>& files) {
  if (const Outcome<void> written = write_files(bundle, files); !written) return pass_on(written);
  remove_old_plots(bundle, files);
  return bundle;
}

void sync_folder(const fs::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

/// A folder of its own beside the bundles, with permissions as the umask wants them.
Outcome<fs::path> folder_aside(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return tl::unexpected(io_error("cannot create " + folder.string(), error.value()));
  for (int attempt = 0; attempt < 100; ++attempt) {
    fs::path aside = folder / fmt::format(".partial-{}-{}", ::getpid(), attempt);
    if (fs::create_directory(aside, error)) return aside;
    if (error) break;
  }
  return tl::unexpected(io_error("cannot create a folder in " + folder.string(), error.value()));
}

/// Renames `aside` to `bundle`; another process may have been first, which is as good.
Outcome<fs::path> publish(const fs::path& aside, const fs::path& bundle,
                          const std::vector<BundleFile>& files) {
  std::error_code error;
  fs::rename(aside, bundle, error);
  if (!error) {
    sync_folder(bundle.parent_path());
    return bundle;
  }
  std::error_code ignored;
  fs::remove_all(aside, ignored);
  if (fs::is_directory(bundle, ignored)) return update(bundle, files);
  return tl::unexpected(io_error("cannot create " + bundle.string(), error.value()));
}

}  // namespace

Outcome<fs::path> write_bundle(const fs::path& folder, BundleInput input) {
  const std::string& run_id = input.report.run_id;
  if (const Outcome<void> plain = check_run_id(run_id); !plain) return pass_on(plain);
  if (crossings_of(input.report).empty()) {
    return fail(ErrorKind::usage, fmt::format("nothing crossed a limit in run {}", run_id),
                "A bundle is written for crossings only; see the report of the run.");
  }
  const fs::path bundle = folder / run_id;
  auto decisions = read_decisions(bundle, run_id);
  if (!decisions) return pass_on(decisions);
  input.decisions = std::move(*decisions);
  const std::vector<BundleFile> files = bundle_files(input);
  std::error_code ignored;
  if (fs::is_directory(bundle, ignored)) return update(bundle, files);
  const Outcome<fs::path> aside = folder_aside(folder);
  if (!aside) return pass_on(aside);
  if (const Outcome<fs::path> filled = update(*aside, files); !filled) {
    fs::remove_all(*aside, ignored);
    return pass_on(filled);
  }
  return publish(*aside, bundle, files);
}

}  // namespace tidegate::render
