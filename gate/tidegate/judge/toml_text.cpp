#include <fmt/format.h>

#include <tidegate/judge/toml_text.hpp>

namespace tidegate::judge {

std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(letter));
      continue;
    }
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "\"";
}

}  // namespace tidegate::judge
