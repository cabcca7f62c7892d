/// Writing JSON: shortest exact doubles, null for NaN and Infinity, always valid UTF-8.
#include <array>
#include <charconv>

#include <tidegate/base/finite.hpp>
#include <tidegate/base/utf8.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate {
namespace {

bool is_plain(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x20U && byte < 0x80U && byte != '"' && byte != '\\';
}

class Writer {
 public:
  /// `indent` 0 writes one line.
  explicit Writer(std::size_t indent) : indent_(indent) {}

  std::string take() { return std::move(out_); }

  void value(const Json& json) {
    switch (json.kind()) {
      case boost::json::kind::null:
        out_ += "null";
        break;
      case boost::json::kind::bool_:
        out_ += json.get_bool() ? "true" : "false";
        break;
      case boost::json::kind::int64:
        number(json.get_int64());
        break;
      case boost::json::kind::uint64:
        number(json.get_uint64());
        break;
      case boost::json::kind::double_:
        real(json.get_double());
        break;
      case boost::json::kind::string:
        string({json.get_string().data(), json.get_string().size()});
        break;
      case boost::json::kind::array:
        array(json.get_array());
        break;
      case boost::json::kind::object:
        object(json.get_object());
        break;
    }
  }

 private:
  template <class Number>
  std::string_view number(Number value) {
    std::array<char, 32> text;
    const char* end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    const auto length = static_cast<std::size_t>(end - text.data());
    out_.append(text.data(), length);
    return std::string_view(out_).substr(out_.size() - length);
  }

  /// A whole real keeps its `.0`, so that it is read back as a real.
  void real(double value) {
    if (!is_finite(value)) {
      out_ += "null";
      return;
    }
    const std::string_view text = number(value);
    if (text.find_first_of(".e") == std::string_view::npos) out_ += ".0";
  }

  void string(std::string_view text) {
    out_ += '"';
    while (!text.empty()) {
      std::size_t plain = 0;
      while (plain < text.size() && is_plain(text[plain])) ++plain;
      out_.append(text.substr(0, plain));
      text.remove_prefix(plain);
      if (!text.empty()) text.remove_prefix(special(text));
    }
    out_ += '"';
  }

  /// Writes the first character, which is not plain; returns its bytes. What is not UTF-8 becomes
  /// U+FFFD: a row that nobody can read back helps nobody.
  std::size_t special(std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(text[0]);
    if (byte >= 0x80U) {
      const std::size_t length = utf8_length(text);
      out_.append(length == 0 ? replacement_letter : text.substr(0, length));
      return length == 0 ? 1 : length;
    }
    static constexpr std::string_view escaped = "\"\\\n\r\t\b\f";
    static constexpr std::string_view letters = "\"\\nrtbf";
    const std::size_t at = escaped.find(text[0]);
    out_ += '\\';
    if (at != std::string_view::npos) {
      out_ += letters[at];
    } else {
      out_ += "u00";
      out_ += digits[byte >> 4U];
      out_ += digits[byte & 15U];
    }
    return 1;
  }

  /// A new line at the current depth, or nothing when all goes on one line.
  void new_line() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(depth_ * indent_, ' ');
  }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
  }

  void close(char bracket) {
    --depth_;
    new_line();
    out_ += bracket;
  }

  void array(const JsonArray& items) {
    if (items.empty()) {
      out_ += "[]";
      return;
    }
    open('[');
    bool first = true;
    for (const Json& item : items) {
      if (!first) out_ += ',';
      first = false;
      new_line();
      value(item);
    }
    close(']');
  }

  void object(const JsonObject& members) {
    if (members.empty()) {
      out_ += "{}";
      return;
    }
    open('{');
    bool first = true;
    for (const auto& member : members) {
      if (!first) out_ += ',';
      first = false;
      new_line();
      string({member.key().data(), member.key().size()});
      out_ += indent_ == 0 ? ":" : ": ";
      value(member.value());
    }
    close('}');
  }

  std::string out_;
  std::size_t indent_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string json_line(const Json& value) {
  Writer writer(0);
  writer.value(value);
  return writer.take();
}

std::string json_pretty(const Json& value) {
  Writer writer(2);
  writer.value(value);
  return writer.take() + '\n';
}

}  // namespace tidegate
