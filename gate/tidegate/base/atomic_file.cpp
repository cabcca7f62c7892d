#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/descriptor.hpp>

namespace tidegate {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> io_failure(std::string_view doing, const fs::path& path) {
  const int code = errno;
  const std::string hint = code == ENOSPC ? "Free disk space, then run the command again."
                           : code == EACCES || code == EROFS || code == EPERM
                               ? "Check who owns the folder and whether it may be written."
                               : "Check the path and the disk, then run the command again.";
  return fail(code == ENOENT ? ErrorKind::missing : ErrorKind::io,
              fmt::format("{} {} failed: {}", doing, path.string(), std::strerror(code)), hint);
}

/// Removes a file that did not become the real one, whatever happened on the way.
class Aside {
 public:
  explicit Aside(std::string name) : name_(std::move(name)) {}
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  ~Aside() {
    const int code = errno;  // of the failure that is being reported
    if (!name_.empty()) ::unlink(name_.c_str());
    errno = code;
  }
  bool become(const fs::path& path) {
    if (::rename(name_.c_str(), path.c_str()) != 0) return false;
    name_.clear();
    return true;
  }

 private:
  std::string name_;
};

/// Pieces of a text on their way to a file, few large writes instead of many small ones.
class Pieces {
 public:
  explicit Pieces(int fd) : fd_(fd) {}

  void put(std::string_view piece) {
    text_ += piece;
    if (text_.size() >= enough) flush();
  }
  /// Writes what is left; false, with errno of the first failure, when a piece could not be
  /// written.
  bool finish() {
    flush();
    errno = failed_;
    return failed_ == 0;
  }

 private:
  static constexpr std::size_t enough = 1U << 18U;

  void flush() {
    if (failed_ == 0 && !write_all(fd_, text_)) failed_ = errno;
    text_.clear();
  }

  int fd_;
  int failed_ = 0;
  std::string text_;
};

using Make = std::function<Outcome<void>(const TextSink&)>;

/// Whether every piece was written; `made` is what `make` said.
bool write_pieces(int fd, const Make& make, Outcome<void>& made) {
  Pieces pieces(fd);
  made = make([&pieces](std::string_view piece) { pieces.put(piece); });
  return pieces.finish();
}

/// Makes the rename or the new file itself survive a power cut.
void sync_folder(const fs::path& folder) {
  const Descriptor fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (fd) ::fsync(fd.get());
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Whether the file is ours alone now. A signal meanwhile is no reason to give up.
bool lock_alone(int fd) {
  int locked = -1;
  do {
    locked = ::flock(fd, LOCK_EX);
  } while (locked != 0 && errno == EINTR);
  return locked == 0;
}

/// Whether the file still has a name: what is written to one without is lost with the descriptor.
bool has_a_name(int fd) {
  struct stat info {};
  return ::fstat(fd, &info) == 0 && info.st_nlink > 0;
}

Outcome<void> ensure_folder(const fs::path& path) {
  if (path.parent_path().empty()) return {};
  std::error_code code;
  fs::create_directories(path.parent_path(), code);
  if (!code) return {};
  errno = code.value();
  return io_failure("creating the folder", path.parent_path());
}

/// The file that a chain of symbolic links names, so that a rename replaces it and not the link. A
/// link to what has no name, as /dev/stdout is when it leads to a pipe or to a file that was
/// deleted, is refused: a rename would put a file in the link's place, for every process of the
/// machine.
Outcome<fs::path> behind_links(const fs::path& path) {
  constexpr int most_links = 40;  // as many as Linux follows
  fs::path real = path;
  std::error_code code;
  for (int hops = 0; fs::is_symlink(real, code); ++hops) {
    if (fs::exists(real, code)) {
      const fs::path named = fs::canonical(real, code);
      if (!code) return named;
    }
    const fs::path target = fs::read_symlink(real, code);
    struct stat unnamed {};
    if (code || hops == most_links || ::stat(real.c_str(), &unnamed) == 0) {
      return fail(ErrorKind::io,
                  fmt::format("writing {} failed: it leads to no file with a name", path.string()),
                  "Name a file.");
    }
    real = target.is_absolute() ? target : real.parent_path() / target;
  }
  return real;
}

}  // namespace

Outcome<void> write_file_atomically(const fs::path& path, std::string_view text) {
  return write_pieces_atomically(path, [text](const TextSink& put) { put(text); });
}

Outcome<void> write_pieces_atomically(const fs::path& path,
                                      const std::function<void(const TextSink&)>& make) {
  return write_made_atomically(path, [&make](const TextSink& put) -> Outcome<void> {
    make(put);
    return {};
  });
}

Outcome<void> write_made_atomically(const fs::path& requested, const Make& make) {
  const auto named = behind_links(requested);
  if (!named) return pass_on(named);
  const fs::path& path = *named;
  if (auto folder = ensure_folder(path); !folder) return folder;
  struct stat old {};
  const bool existed = ::stat(path.c_str(), &old) == 0;
  if (existed && !S_ISREG(old.st_mode)) {
    errno = EISDIR;
    return io_failure("writing", path);
  }

  std::string aside = path.string() + ".tidegate-XXXXXX";
  Descriptor fd{::mkostemp(aside.data(), O_CLOEXEC)};
  if (!fd) return io_failure("writing", path);
  Aside file(std::move(aside));
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = existed ? old.st_mode & 07777 : 0666 & ~mask;
  Outcome<void> made;
  const bool written = ::fchmod(fd.get(), mode) == 0 && write_pieces(fd.get(), make, made) &&
                       (!made || (::fsync(fd.get()) == 0 && fd.close() && file.become(path)));
  if (written && !made) return made;
  if (!written) return io_failure("writing", path);
  sync_folder(folder_of(path));
  return {};
}

Outcome<void> append_line(const fs::path& path, std::string_view line) {
  if (line.find('\n') != std::string_view::npos) {
    return fail(ErrorKind::usage, fmt::format("a line for {} contains a newline", path.string()),
                "Write one line at a time.");
  }
  return append_lines(path, std::string(line) + '\n');
}

Outcome<void> append_lines(const fs::path& path, std::string_view lines) {
  if (lines.empty() || lines.back() != '\n') {
    return fail(ErrorKind::usage, fmt::format("text for {} does not end a line", path.string()),
                "Write whole lines, each with its newline.");
  }
  if (auto folder = ensure_folder(path); !folder) return folder;
  constexpr int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC;
  Descriptor fd{::open(path.c_str(), flags, 0666)};
  if (fd && !lock_alone(fd.get())) return io_failure("locking", path);
  while (fd && !has_a_name(fd.get())) {  // removed while we waited for the lock
    fd = Descriptor(::open(path.c_str(), flags, 0666));
    if (fd && !lock_alone(fd.get())) return io_failure("locking", path);
  }
  if (!fd) return io_failure("opening", path);

  const off_t before = ::lseek(fd.get(), 0, SEEK_END);
  char last = '\n';
  if (before > 0 && ::pread(fd.get(), &last, 1, before - 1) != 1) {
    return io_failure("reading", path);
  }
  std::string closed;
  if (last != '\n') {
    closed = {torn_line_mark, '\n'};
    closed += lines;
    lines = closed;
  }
  if (write_all(fd.get(), lines) && ::fsync(fd.get()) == 0) {
    if (before == 0) sync_folder(folder_of(path));
    return {};
  }
  // Half a line (full disk) would be a torn line: take it back before anyone else writes.
  const int code = errno;
  [[maybe_unused]] const int restored = ::ftruncate(fd.get(), before);
  errno = code;
  return io_failure("appending to", path);
}

Outcome<std::string> read_file(const fs::path& path) {
  const Descriptor fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!fd) return io_failure("opening", path);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return io_failure("reading", path);
  if (S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return io_failure("reading", path);
  }
  std::string text;
  text.reserve(static_cast<std::size_t>(info.st_size > 0 ? info.st_size : 0));
  char block[1 << 16];
  while (true) {
    const ssize_t got = ::read(fd.get(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_failure("reading", path);
    if (got == 0) return text;
    text.append(block, static_cast<std::size_t>(got));
  }
}

}  // namespace tidegate
