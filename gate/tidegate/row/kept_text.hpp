/// A text of which the process keeps one copy.
/// Decides: that equal texts are one text: the rows of a run repeat the same forty, and 100,000
/// rows of their own copies, or of counted pointers to them, would not fit where the rows do.
/// Refuses to know: what a text is for.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

namespace tidegate {

/// Reads as a constant std::string. A text that was once read stays until the process ends: the
/// price of a value that is one pointer to copy, to compare and to drop. Any thread may make one.
class KeptText {
 public:
  KeptText() : KeptText(std::string_view()) {}
  KeptText(std::string_view text) : text_(&kept(text)) {}
  KeptText(const std::string& text) : KeptText(std::string_view(text)) {}
  KeptText(const char* text) : KeptText(std::string_view(text)) {}

  const std::string& str() const { return *text_; }
  operator std::string_view() const { return *text_; }
  operator const std::string&() const { return *text_; }
  bool empty() const { return text_->empty(); }

  friend bool operator==(const KeptText&, const KeptText&) = default;
  friend bool operator==(const KeptText& a, std::string_view text) { return *a.text_ == text; }
  friend bool operator==(const KeptText& a, const std::string& text) { return *a.text_ == text; }
  friend bool operator==(const KeptText& a, const char* text) { return *a.text_ == text; }
  friend std::ostream& operator<<(std::ostream& out, const KeptText& text) {
    return out << *text.text_;
  }

 private:
  /// The one copy of this text.
  static const std::string& kept(std::string_view text);

  const std::string* text_;
};

}  // namespace tidegate
