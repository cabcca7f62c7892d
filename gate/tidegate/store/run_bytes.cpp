#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/store/run_bytes.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot(const char* doing, const fs::path& path, int code) {
  return fail(ErrorKind::io,
              fmt::format("{} {} failed: {}", doing, path.string(), std::strerror(code)),
              "Check the path and the disk, then merge again: what was copied is kept.");
}

/// A file that is read block by block, locked as long as it is open: a living writer's half line is
/// never seen, so that a later copy always continues an earlier one. A file system without locks
/// costs just that.
class Blocks {
 public:
  enum class Lock { shared, alone, none };

  Blocks(fs::path path, Lock lock)
      : path_(std::move(path)), fd_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
    failed_ = fd_ < 0 ? errno : 0;
    if (fd_ < 0 || lock == Lock::none) return;
    while (::flock(fd_, lock == Lock::alone ? LOCK_EX : LOCK_SH) != 0 && errno == EINTR) continue;
  }
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;
  ~Blocks() {
    if (fd_ >= 0) ::close(fd_);
  }

  /// Empty at the end, and where reading failed.
  std::string_view next() {
    std::size_t filled = 0;
    while (failed_ == 0 && filled < block_.size()) {
      const ssize_t got = ::read(fd_, block_.data() + filled, block_.size() - filled);
      if (got == 0) break;
      if (got < 0 && errno != EINTR) failed_ = errno;
      if (got > 0) filled += static_cast<std::size_t>(got);
    }
    return {block_.data(), filled};
  }
  int failed() const { return failed_; }
  Outcome<void> outcome() const {
    if (failed_ == 0) return {};
    return cannot("reading", path_, failed_);
  }

 private:
  fs::path path_;
  int fd_;
  int failed_ = 0;  // errno of the first failure
  std::array<char, 1U << 16U> block_{};
};

Outcome<Relation> compare(Blocks& first, Blocks& second) {
  Relation relation = Relation::same;
  while (relation == Relation::same) {
    const std::string_view left = first.next();
    const std::string_view right = second.next();
    if (left.empty() && right.empty()) break;
    const std::size_t both = std::min(left.size(), right.size());
    if (left.substr(0, both) != right.substr(0, both)) {
      relation = Relation::differing;
    } else if (left.size() != right.size()) {  // a block that is not full is the last one
      relation = left.size() < right.size() ? Relation::longer : Relation::shorter;
    }
  }
  if (const auto read = first.outcome(); !read) return pass_on(read);
  if (const auto read = second.outcome(); !read) return pass_on(read);
  return relation;
}

/// A whole copy beside the place that it is for, removed unless it got there.
class Aside {
 public:
  Aside(const fs::path& from, fs::path path)
      : path_(std::move(path)), name_(path_.string() + fmt::format(".merging.{}", ::getpid())) {
    Blocks blocks(from, Blocks::Lock::shared);
    const auto write = [&blocks](const TextSink& put) {
      for (auto piece = blocks.next(); !piece.empty(); piece = blocks.next()) put(piece);
    };
    if (blocks.failed() == 0) written_ = write_pieces_atomically(name_, write);
    if (const auto read = blocks.outcome(); !read) written_ = read;
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  ~Aside() { ::unlink(name_.c_str()); }

  const Outcome<void>& written() const { return written_; }
  /// Both: 0, or the errno. The new name survives a power cut.
  int appear() const { return placed(::link(name_.c_str(), path_.c_str())); }
  int replace() const { return placed(::rename(name_.c_str(), path_.c_str())); }

 private:
  int placed(int result) const {
    if (result != 0) return errno;
    const int folder = ::open(path_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return 0;
    ::fsync(folder);
    ::close(folder);
    return 0;
  }

  fs::path path_;
  std::string name_;
  Outcome<void> written_;
};

}  // namespace

Outcome<Relation> compare_bytes(const fs::path& first, const fs::path& second) {
  Blocks one(first, Blocks::Lock::shared);
  Blocks other(second, Blocks::Lock::shared);
  return compare(one, other);
}

Outcome<bool> copy_new(const fs::path& from, const fs::path& path) {
  const Aside copy(from, path);
  if (!copy.written()) return pass_on(copy.written());
  const int failed = copy.appear();
  if (failed == EEXIST) return false;
  if (failed != 0) return cannot("copying to", path, failed);
  return true;
}

Outcome<Relation> grow(const fs::path& path, const fs::path& from) {
  Blocks ours(path, Blocks::Lock::alone);
  Relation relation = Relation::differing;
  {
    Blocks theirs(from, Blocks::Lock::shared);
    auto compared = compare(ours, theirs);
    if (!compared || *compared != Relation::longer) return compared;
    relation = *compared;
  }
  const Aside copy(from, path);
  if (!copy.written()) return pass_on(copy.written());
  if (const int failed = copy.replace(); failed != 0) return cannot("replacing", path, failed);
  return relation;
}

}  // namespace tidegate::store
