#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tidegate/base/file_name.hpp>
#include <tidegate/store/name_lock.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot(const char* doing, const fs::path& path, int code) {
  return fail(ErrorKind::io,
              fmt::format("{} {} failed: {}", doing, path.string(), std::strerror(code)),
              "Check who owns the folder and whether it may be written.");
}

/// A file that its holder removed while we opened it is no name any more: the next one to come
/// makes another file, and two would hold the same name.
bool has_a_name(int fd) {
  struct stat info {};
  return ::fstat(fd, &info) == 0 && info.st_nlink > 0;
}

}  // namespace

Outcome<std::optional<NameLock>> NameLock::take(const fs::path& file, File which) {
  std::error_code code;
  fs::create_directories(file.parent_path(), code);
  if (code) return cannot("creating", file.parent_path(), code.value());
  const int flags = O_RDWR | O_CLOEXEC | O_CREAT | (which == File::fresh ? O_EXCL : 0);
  const int fd = ::open(file.c_str(), flags, 0666);
  if (fd < 0 && errno == EEXIST) return std::optional<NameLock>();
  if (fd < 0) return cannot("opening", file, errno);
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && has_a_name(fd)) {
    return std::optional<NameLock>(NameLock(file, fd));
  }
  const int failed = errno;
  const bool taken = failed == EWOULDBLOCK || !has_a_name(fd);
  ::close(fd);
  if (taken) return std::optional<NameLock>();
  return cannot("locking", file, failed);
}

NameLock::NameLock(NameLock&& other) noexcept
    : file_(std::move(other.file_)), fd_(std::exchange(other.fd_, -1)) {}

NameLock::~NameLock() {
  if (fd_ >= 0) ::close(fd_);
}

void NameLock::remove() const {
  if (fd_ >= 0) ::unlink(file_.c_str());
}

Outcome<ClaimedName> claim_name(const fs::path& folder, const std::function<std::string()>& draw) {
  while (true) {
    std::string name = draw();
    auto held = NameLock::take(folder / fmt::format(".{}.lock", safe_file_name(name)),
                               NameLock::File::fresh);
    if (!held) return pass_on(held);
    if (*held) return ClaimedName{std::move(name), std::move(**held)};
  }
}

}  // namespace tidegate::store
