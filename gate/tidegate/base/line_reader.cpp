#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/line_reader.hpp>

namespace tidegate {
namespace {

constexpr std::size_t block_size = 1U << 20U;

tl::unexpected<Error> reading_failed(const std::filesystem::path& path) {
  const int code = errno;
  return fail(code == ENOENT ? ErrorKind::missing : ErrorKind::io,
              fmt::format("reading {} failed: {}", path.string(), std::strerror(code)),
              "Check who owns the file and whether it may be read.");
}

/// Takes blanks and marks off the end; whether a mark was there.
bool strip(std::string_view& text) {
  bool marked = false;
  while (!text.empty()) {
    const char last = text.back();
    if (last != ' ' && last != '\t' && last != '\r' && last != torn_line_mark) break;
    marked = marked || last == torn_line_mark;
    text.remove_suffix(1);
  }
  return marked;
}

}  // namespace

Outcome<LineReader> LineReader::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return reading_failed(path);
  return LineReader(fd, path);
}

LineReader::LineReader(int fd, std::filesystem::path path)
    : fd_(fd), path_(std::move(path)), block_(block_size, '\0') {}

LineReader::LineReader(LineReader&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::move(other.path_)),
      block_(std::move(other.block_)),
      begin_(other.begin_),
      filled_(other.filled_),
      before_(other.before_),
      number_(other.number_) {}

LineReader::~LineReader() {
  if (fd_ >= 0) ::close(fd_);
}

/// Makes room and reads once; false at the end of the file.
Outcome<bool> LineReader::read_more() {
  if (begin_ > 0) {
    std::memmove(block_.data(), block_.data() + begin_, filled_ - begin_);
    before_ += begin_;
    filled_ -= std::exchange(begin_, 0);
  }
  if (filled_ > longest_line) {
    return fail(ErrorKind::bad_input,
                fmt::format("{}:{}: this line is longer than {} MiB", path_.string(), number_ + 1,
                            longest_line >> 20U),
                "Rows stand one on a line: see what wrote this file, and leave it out.");
  }
  if (filled_ == block_.size()) block_.resize(2 * block_.size());
  ssize_t got = -1;
  do {
    got = ::read(fd_, block_.data() + filled_, block_.size() - filled_);
  } while (got < 0 && errno == EINTR);
  if (got < 0) return reading_failed(path_);
  filled_ += static_cast<std::size_t>(got);
  return got > 0;
}

Outcome<std::optional<Line>> LineReader::next() {
  for (std::size_t searched = 0;;) {
    const char* const from = block_.data() + begin_;
    const void* const found = std::memchr(from + searched, '\n', filled_ - begin_ - searched);
    const std::size_t length =
        found == nullptr ? filled_ - begin_
                         : static_cast<std::size_t>(static_cast<const char*>(found) - from);
    if (found == nullptr) {
      const auto more = read_more();
      if (!more) return pass_on(more);
      searched = length;
      if (*more) continue;
      if (length == 0) return std::optional<Line>();
    }
    Line line{{block_.data() + begin_, length}, before_ + begin_, ++number_, found != nullptr};
    begin_ += length + (found == nullptr ? 0 : 1);
    searched = 0;
    if (strip(line.text)) line.ended = false;
    if (!line.text.empty()) return std::optional<Line>(line);
  }
}

}  // namespace tidegate
