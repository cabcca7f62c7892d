#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <tidegate/run/file_lock.hpp>

namespace tidegate::run {

Outcome<FileLock> FileLock::take(const std::filesystem::path& file,
                                 const std::function<bool()>& interrupted) {
  Descriptor fd{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)};
  while (fd && ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) fd.close();
    if (interrupted && interrupted()) {
      return fail(ErrorKind::interrupted,
                  fmt::format("interrupted while waiting for {}", file.string()),
                  "Another process holds it; wait for that one.");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  if (fd) return FileLock(std::move(fd));
  return fail(ErrorKind::io,
              fmt::format("locking {} failed: {}", file.string(), std::strerror(errno)),
              "Check who owns the folder, and that its file system has locks.");
}

}  // namespace tidegate::run
