/// The one door to the JSON library: nobody else includes <boost/json...>.
/// Decides: exact reading of doubles (Boost 1.81 loses up to 2 ulp in 29 % of bit patterns), no
/// NaN or Infinity in what is written, byte offset to line number for errors.
/// Refuses to know: what any document means.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <tidegate/base/error.hpp>

namespace tidegate {

using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;
/// Memory for one value, given back all at once: many small allocations become none.
using JsonMemory = boost::json::monotonic_resource;

/// Where a text came from, for error sentences: `rows.jsonl:12`.
struct TextSource {
  std::string file;
  std::size_t line = 1;  ///< number of the text's first line

  std::string at(std::size_t line_in_text = 1) const;
};

/// One JSON value and nothing after it but white space. Doubles are re-read with std::from_chars,
/// 1e400 and duplicate keys are errors, depth is limited to 64.
Outcome<Json> parse_json(std::string_view text, const TextSource& source);

/// The same with the value's memory taken from `storage`, which must outlive the value.
Outcome<Json> parse_json(std::string_view text, const TextSource& source,
                         boost::json::storage_ptr storage);

/// On one line, no NaN or Infinity (written as null), doubles in shortest exact form (a whole one
/// as `512.0`, so that it stays a double). Bytes that are not UTF-8 become U+FFFD.
std::string json_line(const Json& value);

/// Indented by two blanks, ending in a newline: for files that people read.
std::string json_pretty(const Json& value);

/// The one JSON value of a file; errors as read_file's and parse_json's.
Outcome<Json> read_json_file(const std::filesystem::path& path);

}  // namespace tidegate
