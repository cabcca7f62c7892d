#include <tidegate/run/capped_text.hpp>

namespace tidegate::run {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

bool continues(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

/// Bounds of the second byte, which exclude overlong forms, surrogates and beyond U+10FFFF.
bool second_fits(unsigned lead, unsigned second) {
  if (lead == 0xE0U) return second >= 0xA0U && second <= 0xBFU;
  if (lead == 0xEDU) return second >= 0x80U && second <= 0x9FU;
  if (lead == 0xF0U) return second >= 0x90U && second <= 0xBFU;
  if (lead == 0xF4U) return second >= 0x80U && second <= 0x8FU;
  return continues(second);
}

std::size_t length_of_lead(unsigned lead) {
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead <= 0xDFU) return 2;
  if (lead >= 0xE0U && lead <= 0xEFU) return 3;
  if (lead >= 0xF0U && lead <= 0xF4U) return 4;
  return 0;
}

/// Bytes of the well-formed character at `at`; 0 when there is none.
std::size_t character_length(std::string_view bytes, std::size_t at) {
  const unsigned lead = byte_at(bytes, at);
  const std::size_t length = length_of_lead(lead);
  if (length <= 1) return length;
  if (!second_fits(lead, byte_at(bytes, at + 1))) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!continues(byte_at(bytes, at + i))) return 0;
  }
  return length;
}

}  // namespace

void CappedText::append(std::string_view bytes) {
  text_.append(bytes);
  // Cut only when twice too long, so that a flood costs one move for each `cap` bytes.
  if (text_.size() > 2 * cap_) text_.erase(0, text_.size() - cap_);
}

std::optional<std::string> CappedText::take_line() {
  const std::size_t end = text_.find('\n');
  if (end == std::string::npos) return std::nullopt;
  std::string line = text_.substr(0, end);
  text_.erase(0, end + 1);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::string_view CappedText::text() const {
  const std::string_view all = text_;
  return all.size() > cap_ ? all.substr(all.size() - cap_) : all;
}

std::string utf8_tail(std::string_view bytes, std::size_t characters) {
  std::string valid;
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size(); ++count) {
    const std::size_t length = character_length(bytes, at);
    valid.append(length == 0 ? replacement : bytes.substr(at, length));
    at += length == 0 ? 1 : length;
  }
  std::size_t start = 0;
  for (std::size_t skip = count > characters ? count - characters : 0; skip > 0; --skip) {
    start += character_length(valid, start);
  }
  return valid.substr(start);
}

}  // namespace tidegate::run
