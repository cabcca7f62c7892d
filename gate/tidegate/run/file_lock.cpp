#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tidegate/run/file_lock.hpp>

namespace tidegate::run {
namespace {

tl::unexpected<Error> cannot_lock(const std::filesystem::path& file) {
  return fail(ErrorKind::io,
              fmt::format("locking {} failed: {}", file.string(), std::strerror(errno)),
              "Check who owns the folder, and that its file system has locks.");
}

/// Who may not write the file of somebody else can still lock it: reading is enough for flock(2).
/// Some systems also refuse to open it, in a folder as /tmp, with a wish to create it.
Descriptor open_lock(const std::filesystem::path& file) {
  Descriptor fd{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)};
  if (!fd && errno == EACCES)
    return Descriptor{::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
  // Whatever its maker's umask says; only its owner can, and only the owner has to.
  struct stat status {};
  if (fd && ::fstat(fd.get(), &status) == 0 && status.st_uid == ::geteuid()) {
    static_cast<void>(::fchmod(fd.get(), (status.st_mode & 07777U) | S_IRGRP | S_IROTH));
  }
  return fd;
}

}  // namespace

Outcome<FileLock> FileLock::take(const std::filesystem::path& file,
                                 const std::function<bool()>& interrupted,
                                 const std::function<void()>& waiting) {
  Descriptor fd = open_lock(file);
  if (!fd) return cannot_lock(file);
  for (bool told = false; ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0; told = true) {
    if (errno != EWOULDBLOCK && errno != EINTR) return cannot_lock(file);
    if (waiting && !told) waiting();
    if (interrupted && interrupted()) {
      return fail(ErrorKind::interrupted,
                  fmt::format("interrupted while waiting for {}", file.string()),
                  "Another process holds it; wait for that one.");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return FileLock(std::move(fd));
}

void FileLock::note(const std::string& text) const {
  // One write behind a cut: a reader sees the old note, none, or this one.
  if (::ftruncate(fd_.get(), 0) != 0) return;
  if (::pwrite(fd_.get(), text.data(), text.size(), 0) < 0) return;
}

}  // namespace tidegate::run
