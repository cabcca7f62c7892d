/// The text of one fact of provenance, or nothing.
/// Decides: that an unset fact differs from every text, the empty one too. Refuses to know: which
/// fact it is.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include <tidegate/row/kept_text.hpp>

namespace tidegate {

/// Reads as std::optional<std::string> does; the text itself never changes.
class FactValue {
 public:
  FactValue() = default;
  FactValue(std::string_view text) : text_(&KeptText(text).str()) {}
  FactValue(const std::string& text) : FactValue(std::string_view(text)) {}
  FactValue(const char* text) : FactValue(std::string_view(text)) {}
  FactValue(const std::optional<std::string>& text) {
    if (text) *this = FactValue(*text);
  }

  explicit operator bool() const { return text_ != nullptr; }
  const std::string& operator*() const { return *text_; }
  std::string value_or(std::string_view fallback) const {
    return text_ ? *text_ : std::string(fallback);
  }

  friend bool operator==(const FactValue&, const FactValue&) = default;
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  friend bool operator==(const FactValue& a, const Text& text) {
    return a.text_ && *a.text_ == std::string_view(text);
  }

 private:
  const std::string* text_ = nullptr;  ///< kept: one copy in the process
};

}  // namespace tidegate
