/// What a child process wrote, of which only the end is kept.
/// Decides: how much is kept, and how any bytes become valid UTF-8.
/// Refuses to know: pipes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tidegate::run {

/// Keeps the last `cap` bytes of whatever is appended, however much that is.
class CappedText {
 public:
  explicit CappedText(std::size_t cap) : cap_(cap) {}

  void append(std::string_view bytes);
  /// Removes and returns the first whole line, without its newline (and without a carriage return
  /// before it); nothing while the text holds no newline.
  std::optional<std::string> take_line();
  /// The last `cap` bytes.
  std::string_view text() const;

 private:
  std::size_t cap_;
  std::string text_;
};

/// The last `characters` code points of `bytes`. Each byte that is not part of well-formed UTF-8
/// (RFC 3629: no overlong forms, no surrogates) counts as one character and becomes U+FFFD.
std::string utf8_tail(std::string_view bytes, std::size_t characters);

}  // namespace tidegate::run
