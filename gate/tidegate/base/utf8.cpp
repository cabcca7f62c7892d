#include <algorithm>

#include <tidegate/base/utf8.hpp>

namespace tidegate {
namespace {

/// Bytes of the letter that `lead` announces, 0 for a byte that begins none.
std::size_t announced_length(unsigned char lead) {
  if (lead < 0x80U) return 1;
  if (lead < 0xC2U) return 0;  // the second half of a letter, or an overlong one
  if (lead < 0xE0U) return 2;
  if (lead < 0xF0U) return 3;
  return lead < 0xF5U ? 4 : 0;
}

/// Whether these two bytes begin an overlong form, a surrogate, or a letter behind U+10FFFF.
bool is_forbidden(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0U:
      return second < 0xA0U;
    case 0xEDU:
      return second > 0x9FU;
    case 0xF0U:
      return second < 0x90U;
    case 0xF4U:
      return second > 0x8FU;
    default:
      return false;
  }
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = announced_length(lead);
  if (length <= 1) return length;
  if (text.size() < length || is_forbidden(lead, static_cast<unsigned char>(text[1]))) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) return 0;
  }
  return length;
}

std::string valid_utf8(std::string text) {
  const auto plain = [](char letter) { return static_cast<unsigned char>(letter) < 0x80U; };
  if (std::all_of(text.begin(), text.end(), plain)) return text;
  std::string valid;
  valid.reserve(text.size());
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = utf8_length(rest);
    valid.append(length == 0 ? replacement_letter : rest.substr(0, length));
    rest.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return valid;
}

}  // namespace tidegate
