/// Reading JSON: exact doubles, duplicate keys, and the line of an error.
#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/json_to_rewrite.hpp>

namespace tidegate {
namespace {

namespace bj = boost::json;

constexpr std::size_t deepest = 64;

/// Builds the value that the parser reports, piece by piece, and counts its keys.
class Builder {
 public:
  static constexpr std::size_t max_object_size = bj::object::max_size();
  static constexpr std::size_t max_array_size = bj::array::max_size();
  static constexpr std::size_t max_key_size = bj::string::max_size();
  static constexpr std::size_t max_string_size = bj::string::max_size();

  struct Watch {
    bool keys = false;      ///< compare each with those of its object: slow, for error messages
    bool integers = false;  ///< refuse those that a double would change
  };

  Builder(bj::storage_ptr storage, Watch watch)
      : stack_({}, first_block_.data(), first_block_.size()),
        watch_keys_(watch.keys),
        watch_integers_(watch.integers) {
    stack_.reset(std::move(storage));
  }

  Json take() { return stack_.release(); }
  std::size_t keys() const { return keys_; }
  bool number_out_of_range() const { return number_out_of_range_; }
  bool integer_changed() const { return integer_changed_; }
  const std::string& duplicate() const { return duplicate_; }

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_object_begin(bj::error_code&) {
    if (watch_keys_) open_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t n, bj::error_code&) {
    if (watch_keys_) open_.pop_back();
    stack_.push_object(n);
    return true;
  }
  bool on_array_begin(bj::error_code&) { return true; }
  bool on_array_end(std::size_t n, bj::error_code&) {
    stack_.push_array(n);
    return true;
  }
  bool on_key_part(bj::string_view s, std::size_t, bj::error_code&) {
    if (watch_keys_) key_.append(s.data(), s.size());
    stack_.push_chars(s);
    return true;
  }
  bool on_key(bj::string_view s, std::size_t, bj::error_code& code) {
    ++keys_;
    stack_.push_key(s);
    if (!watch_keys_) return true;
    key_.append(s.data(), s.size());
    if (!open_.back().insert(key_).second) {
      duplicate_ = key_;
      code = bj::error::syntax;
      return false;
    }
    key_.clear();
    return true;
  }
  bool on_string_part(bj::string_view s, std::size_t, bj::error_code&) {
    stack_.push_chars(s);
    return true;
  }
  bool on_string(bj::string_view s, std::size_t, bj::error_code&) {
    stack_.push_string(s);
    return true;
  }
  bool on_number_part(bj::string_view s, bj::error_code&) {
    number_.append(s.data(), s.size());
    return true;
  }
  bool on_int64(std::int64_t i, bj::string_view, bj::error_code&) {
    number_.clear();
    stack_.push_int64(i);
    return true;
  }
  bool on_uint64(std::uint64_t u, bj::string_view, bj::error_code&) {
    number_.clear();
    stack_.push_uint64(u);
    return true;
  }
  bool on_double(double, bj::string_view s, bj::error_code& code) {
    double exact = 0;
    if (!number_.empty()) number_.append(s.data(), s.size());
    const std::string_view text = number_.empty() ? std::string_view(s.data(), s.size()) : number_;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), exact);
    integer_changed_ = watch_integers_ && is_changed(text, exact);
    number_.clear();
    if (integer_changed_) {
      code = bj::error::not_exact;
      return false;
    }
    if (read.ec != std::errc()) {
      number_out_of_range_ = true;
      code = bj::error::exponent_overflow;
      return false;
    }
    stack_.push_double(exact);
    return true;
  }
  bool on_bool(bool b, bj::error_code&) {
    stack_.push_bool(b);
    return true;
  }
  bool on_null(bj::error_code&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

 private:
  /// Whether this is an integer, and the double another number.
  static bool is_changed(std::string_view text, double exact) {
    return text.find_first_of(".eE") == std::string_view::npos &&
           fmt::format("{:.0f}", exact) != text;
  }

  std::array<unsigned char, 1U << 13U> first_block_;  // the stack of an ordinary row fits
  bj::value_stack stack_;
  std::string number_;  // parts of a number so far
  std::size_t keys_ = 0;
  bool number_out_of_range_ = false;
  bool integer_changed_ = false;
  bool watch_keys_;
  bool watch_integers_;
  std::string key_;
  std::string duplicate_;
  std::vector<std::set<std::string>> open_;
};

using Parser = bj::basic_parser<Builder>;

bj::parse_options options() {
  bj::parse_options result;
  result.max_depth = deepest;
  return result;
}

/// Keys of the finished value: fewer than were read when one stood there twice (the last wins).
std::size_t count_keys(const Json& value) {
  std::size_t count = 0;
  if (const auto* object = value.if_object()) {
    count = object->size();
    for (const auto& member : *object) count += count_keys(member.value());
  } else if (const auto* array = value.if_array()) {
    for (const Json& item : *array) count += count_keys(item);
  }
  return count;
}

tl::unexpected<Error> bad_json(std::string_view text, std::size_t offset, const TextSource& source,
                               std::string_view reason) {
  const std::string_view before = text.substr(0, offset);
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return fail(
      ErrorKind::bad_input,
      fmt::format("{}, column {}: {}", source.at(line + 1), offset - line_start + 1, reason),
      "Correct or remove this text; a JSON checker such as `python3 -m json.tool` shows more.");
}

std::string reason_for(const Builder& builder, bj::error_code code, std::string_view text) {
  if (!builder.duplicate().empty()) {
    return fmt::format("the key '{}' stands twice in one object", builder.duplicate());
  }
  if (builder.integer_changed()) return "an integer has more digits than a double keeps";
  if (builder.number_out_of_range()) return "a number is too large or too small for a double";
  if (code == bj::error::incomplete) return "the JSON ends too early";
  if (code == bj::error::too_deep) return fmt::format("nested deeper than {}", deepest);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") return "the text starts with a byte order mark";
  return fmt::format("not valid JSON ({})", code.message());
}

tl::unexpected<Error> duplicate_key(std::string_view text, const TextSource& source) {
  Parser parser(options(), bj::storage_ptr(), Builder::Watch{true, false});
  bj::error_code code;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), code);
  return bad_json(text, used, source, reason_for(parser.handler(), code, text));
}

Outcome<Json> parse(std::string_view text, const TextSource& source, bj::storage_ptr storage,
                    Builder::Watch watch) {
  Parser parser(options(), std::move(storage), watch);
  bj::error_code code;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), code);
  if (code) return bad_json(text, used, source, reason_for(parser.handler(), code, text));
  if (used < text.size()) return bad_json(text, used, source, "text after the JSON value");
  Json value = parser.handler().take();
  if (count_keys(value) != parser.handler().keys()) return duplicate_key(text, source);
  return value;
}

}  // namespace

std::string TextSource::at(std::size_t line_in_text) const {
  return fmt::format("{}:{}", file, line + line_in_text - 1);
}

Outcome<Json> parse_json(std::string_view text, const TextSource& source,
                         boost::json::storage_ptr storage) {
  return parse(text, source, std::move(storage), {});
}

Outcome<Json> parse_json(std::string_view text, const TextSource& source) {
  return parse_json(text, source, boost::json::storage_ptr());
}

Outcome<Json> read_json_file(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return pass_on(text);
  return parse_json(*text, {path.string(), 1});
}

Outcome<Json> read_json_file_to_rewrite(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return pass_on(text);
  return parse(*text, {path.string(), 1}, {}, Builder::Watch{false, true});
}

}  // namespace tidegate
