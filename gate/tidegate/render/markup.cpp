#include <algorithm>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

#include <tidegate/base/utf8.hpp>
#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>

namespace tidegate::render {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
  bool valid = false;
};

/// The code point at the start of a text that is not empty.
CodePoint first_code_point(std::string_view text) {
  const std::size_t bytes = utf8_length(text);
  if (bytes == 0) return {};
  const auto lead = static_cast<unsigned char>(text[0]);
  if (bytes == 1) return {lead, 1, true};
  std::uint32_t value = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    value = (value << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {value, bytes, true};
}

/// C0 and C1 controls, the line separators, the marks that reorder text for the eye, blanks without
/// a width, and what is never a character. Joiners stay: scripts are written with them.
bool steers(std::uint32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool separator = c == 0x2028 || c == 0x2029;
  const bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  const bool invisible = c == 0x200B || c == 0x2060 || c == 0xFEFF;
  const bool nothing = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFEU;
  return control || separator || bidi || invisible || nothing;
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

/// The blocks of combining marks and of characters without a width (Unicode, Mn and Cf).
constexpr Range without_width[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},
                                   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
                                   {0x2060, 0x2064}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
                                   {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
/// The blocks that terminals draw two columns wide (Unicode, East Asian Width W and F).
constexpr Range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                          {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                          {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
                          {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

template <std::size_t n>
bool is_among(const Range (&ranges)[n], std::uint32_t c) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// Columns of one code point; a byte that is none is drawn as one replacement character.
std::size_t width_of(const CodePoint& c) {
  if (!c.valid) return 1;
  if (is_among(without_width, c.value)) return 0;
  return is_among(wide, c.value) ? 2 : 1;
}

bool word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

/// Underscores between word characters are never emphasis, and names are full of them.
bool inside_word(std::string_view text, std::size_t at) {
  const std::size_t before = text.find_last_not_of('_', at);
  const std::size_t after = text.find_first_not_of('_', at);
  return before != std::string_view::npos && after != std::string_view::npos &&
         word_byte(text[before]) && word_byte(text[after]);
}

bool needs_backslash(std::string_view text, std::size_t at) {
  constexpr std::string_view special = "\\`*[]<>|~&$#!";
  if (text[at] == '_') return !inside_word(text, at);
  return special.find(text[at]) != std::string_view::npos;
}

std::string xml_character(std::string_view bytes, std::uint32_t value) {
  switch (value) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      break;
  }
  const bool kept = value == '\n' || value == '\t';
  const bool not_xml = (value < 0x20 && !kept) || value == 0xFFFE || value == 0xFFFF;
  return std::string{not_xml ? replacement_letter : bytes};
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Control characters become blanks, and what is no text U+FFFD.
std::string without_controls(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    if (!c.valid) {
      out += replacement_letter;
    } else if (steers(c.value)) {
      out += ' ';
    } else {
      out += text.substr(0, c.bytes);
    }
    text.remove_prefix(c.bytes);
  }
  return out;
}

/// `line` is plain already.
std::string code_span(std::string_view line) {
  if (line.empty()) return {};
  if (line.find_first_of("`|\\") != std::string_view::npos) return markdown_text(line);
  return fmt::format("`{}`", line);
}

}  // namespace

std::string plain_command(std::string_view text) {
  return command_without_log_commands(without_controls(text));
}

std::string plain_line(std::string_view text) {
  std::string line = without_controls(text);
  const auto end = std::unique(line.begin(), line.end(),
                               [](char left, char right) { return left == ' ' && right == ' '; });
  line.erase(end, line.end());
  return without_log_commands(without_blanks(line));
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    width += width_of(c);
    text.remove_prefix(c.bytes);
  }
  return width;
}

std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0;
  std::size_t width = 0;
  while (bytes < text.size()) {
    const CodePoint c = first_code_point(text.substr(bytes));
    width += width_of(c);
    if (width > columns) break;
    bytes += c.bytes;
  }
  return bytes;
}

std::string xml_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    out +=
        c.valid ? xml_character(text.substr(0, c.bytes), c.value) : std::string{replacement_letter};
    text.remove_prefix(c.bytes);
  }
  return out;
}

std::string markdown_text(std::string_view text) {
  const std::string line = plain_line(text);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (needs_backslash(line, i)) out += '\\';
    out += line[i];
  }
  return out;
}

std::string markdown_code(std::string_view text) { return code_span(plain_line(text)); }

std::string markdown_command(std::string_view command) {
  const std::string line = plain_command(command);
  return code_span(without_blanks(line));
}

std::string markdown_link(std::string_view label, std::string_view target) {
  std::string address;
  for (const char c : plain_line(target)) {
    constexpr std::string_view coded = " <>()[]|\\`\"*~$";
    if (coded.find(c) == std::string_view::npos) {
      address += c;
    } else {
      address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return fmt::format("[{}]({})", markdown_text(label), address);
}

std::string markdown_block(std::string_view language, std::string_view text) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string_view end = text.empty() || text.back() != '\n' ? "\n" : "";
  return fmt::format("{}{}\n{}{}{}\n", fence, language, text, end, fence);
}

}  // namespace tidegate::render
