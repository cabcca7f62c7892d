/// The text of one fact of provenance, or nothing.
/// Decides: that copies share the text: the rows of a run repeat the same twenty texts, and 100,000
/// rows of their own copies would not fit where the rows do. Refuses to know: which fact it is.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tidegate {

/// Reads as std::optional<std::string> does; the text itself never changes.
class FactValue {
 public:
  FactValue() = default;
  FactValue(std::string text) : text_(std::make_shared<const std::string>(std::move(text))) {}
  FactValue(const char* text) : FactValue(std::string(text)) {}
  FactValue(std::optional<std::string> text) {
    if (text) *this = FactValue(std::move(*text));
  }

  explicit operator bool() const { return text_ != nullptr; }
  const std::string& operator*() const { return *text_; }
  std::string value_or(std::string_view fallback) const {
    return text_ ? *text_ : std::string(fallback);
  }

  friend bool operator==(const FactValue& a, const FactValue& b) {
    if (a.text_ == b.text_) return true;
    return a.text_ && b.text_ && *a.text_ == *b.text_;
  }
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  friend bool operator==(const FactValue& a, const Text& text) {
    return a.text_ && *a.text_ == std::string_view(text);
  }

 private:
  std::shared_ptr<const std::string> text_;
};

}  // namespace tidegate
