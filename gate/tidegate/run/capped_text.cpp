#include <algorithm>

#include <tidegate/base/utf8.hpp>
#include <tidegate/run/capped_text.hpp>

namespace tidegate::run {
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
  std::string valid = valid_utf8(std::string(bytes));
  const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
  const auto count = static_cast<std::size_t>(std::count_if(valid.begin(), valid.end(), begins));
  std::size_t start = 0;
  for (std::size_t skip = count > characters ? count - characters : 0; skip > 0; --skip) {
    start += utf8_length(std::string_view(valid).substr(start));
  }
  return valid.substr(start);
}

}  // namespace tidegate::run
