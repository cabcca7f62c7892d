#include <fmt/format.h>

#include <tidegate/judge/toml_text.hpp>

namespace tidegate::judge {

namespace {

bool is_between(std::string_view first, std::string_view letter, std::string_view last) {
  return first <= letter && letter <= last;
}

/// How many bytes of UTF-8 at the front are a character that would steer whoever shows the text:
/// the upper control characters, the separators of lines, and the marks that turn text around, by
/// which a row could be shown as another one. 0: none.
std::size_t steering(std::string_view text) {
  if (is_between("\xC2\x80", text.substr(0, 2), "\xC2\x9F")) return 2;
  const std::string_view three = text.substr(0, 3);
  const bool turns = is_between("\xE2\x80\xA8", three, "\xE2\x80\xAE") ||
                     is_between("\xE2\x81\xA6", three, "\xE2\x81\xA9");
  return turns ? 3 : 0;
}

unsigned code_point(std::string_view bytes) {
  unsigned value = static_cast<unsigned char>(bytes[0]) & (bytes.size() == 2 ? 0x1FU : 0x0FU);
  for (const char byte : bytes.substr(1)) {
    value = value << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  return value;
}

}  // namespace

std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (; !text.empty(); text.remove_prefix(1)) {
    const char letter = text.front();
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(letter));
    } else if (const std::size_t bytes = steering(text); bytes > 0) {
      out += fmt::format("\\u{:04X}", code_point(text.substr(0, bytes)));
      text.remove_prefix(bytes - 1);
    } else {
      if (letter == '"' || letter == '\\') out += '\\';
      out += letter;
    }
  }
  return out + "\"";
}

}  // namespace tidegate::judge
