#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/descriptor.hpp>
#include <tidegate/base/new_files.hpp>

namespace tidegate {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t few = 100;

/// Goes with all that is still in it.
class AsideFolder {
 public:
  explicit AsideFolder(fs::path path) : path_(std::move(path)) {}
  AsideFolder(const AsideFolder&) = delete;
  AsideFolder& operator=(const AsideFolder&) = delete;
  ~AsideFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

tl::unexpected<Error> failed_at(const fs::path& path, int code) {
  return fail(ErrorKind::io,
              fmt::format("writing {} failed: {}", path.string(), std::strerror(code)),
              "Check the disk's space and who owns the folder, then run the command again.");
}

/// 0, or the errno of what went wrong.
int write_one(const fs::path& path, std::string_view text) {
  Descriptor fd{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
  return fd && write_all(fd.get(), text) && fd.close() ? 0 : errno;
}

/// Applies `flush` to a folder: 0, or the errno of what went wrong.
int flush_folder(const fs::path& folder, int (*flush)(int)) {
  const Descriptor fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  return fd && flush(fd.get()) == 0 ? 0 : errno;
}

}  // namespace

Outcome<void> write_new_files(const fs::path& folder,
                              const std::map<std::string, std::string>& texts) {
  if (texts.size() <= few) {
    for (const auto& [name, text] : texts) {
      if (auto written = write_file_atomically(folder / name, text); !written) return written;
    }
    return {};
  }
  std::error_code code;
  fs::create_directories(folder, code);
  if (code) return failed_at(folder, code.value());
  std::string name_of_aside = (folder / ".tidegate-XXXXXX").string();
  if (::mkdtemp(name_of_aside.data()) == nullptr) return failed_at(folder, errno);
  const AsideFolder aside(name_of_aside);
  for (const auto& [name, text] : texts) {
    if (const int why = write_one(aside.path() / name, text); why != 0) {
      return failed_at(folder / name, why);
    }
  }
  // An fsync a file and one a rename made minutes of seconds: nearly all of the time was theirs.
  if (const int why = flush_folder(folder, ::syncfs); why != 0) return failed_at(folder, why);
  for (const auto& [name, text] : texts) {
    fs::rename(aside.path() / name, folder / name, code);
    if (code) return failed_at(folder / name, code.value());
  }
  if (const int why = flush_folder(folder, ::fsync); why != 0) return failed_at(folder, why);
  return {};
}

}  // namespace tidegate
