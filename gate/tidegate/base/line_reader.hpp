/// A file line by line, with where each line stands, in bounded memory.
/// Decides: what a whole, a torn and a closed torn line is, and how long a line may be.
/// Refuses to know: what lines mean.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <tidegate/base/error.hpp>

namespace tidegate {

/// Bytes. A row of a million samples has a third of it; a file without newlines is no file of rows,
/// and would stand in memory as a whole.
inline constexpr std::size_t longest_line = std::size_t{64} << 20U;

/// One line. `text` is without newline and mark, and holds until the next one is read.
struct Line {
  std::string_view text;
  std::uint64_t offset = 0;  ///< of its first byte in the file
  std::size_t number = 0;    ///< from 1
  /// Whether its writer ended it. Otherwise it may be half a line: it stands last without a
  /// newline, or somebody closed it with torn_line_mark (base/atomic_file).
  bool ended = true;
};

class LineReader {
 public:
  /// Errors: `missing`, `io`.
  static Outcome<LineReader> open(const std::filesystem::path& path);
  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&& other) = delete;
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  /// The next line that is not blank; nothing at the end. Memory: one block, or the longest line.
  /// Errors: io; `bad_input` for one longer than `longest_line`.
  Outcome<std::optional<Line>> next();

 private:
  LineReader(int fd, std::filesystem::path path);
  Outcome<bool> read_more();

  int fd_;
  std::filesystem::path path_;
  std::string block_;
  std::size_t begin_ = 0;     // of what was not given out yet
  std::size_t filled_ = 0;    // bytes of the block that were read
  std::uint64_t before_ = 0;  // bytes of the file in front of the block
  std::size_t number_ = 0;
};

}  // namespace tidegate
