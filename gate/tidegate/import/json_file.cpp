#include <algorithm>
#include <array>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/utf8.hpp>
#include <tidegate/import/json_file.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view hint =
    "Is it whole, and of that format? docs/importing.md says what is read of each.";

constexpr std::array words{std::string_view("-Infinity"), std::string_view("Infinity"),
                           std::string_view("-NaN"),      std::string_view("NaN"),
                           std::string_view("-nan"),      std::string_view("nan"),
                           std::string_view("-inf"),      std::string_view("inf")};

/// The word that stands at `at`, or nothing.
std::string_view word_at(std::string_view text, std::size_t at) {
  for (const std::string_view word : words) {
    if (text.substr(at, word.size()) == word) return word;
  }
  return {};
}

/// An error of the fields with the hint of this room: the usual one names our own schema.
template <class Read>
Outcome<Imported> read_document(const fs::path& file, Read read) {
  const auto text = read_foreign(file);
  if (!text) return pass_on(text);
  const TextSource source{file.string()};
  const auto json = parse_json(without_non_numbers(valid_utf8(*text)), source);
  if (!json) return fail(json.error().kind, json.error().what, std::string(hint));
  FirstProblem problem(source);
  Imported found;
  read(*json, problem, found);
  if (problem.found()) {
    Error error = problem.or_else(0).error();
    return fail(error.kind, std::move(error.what), std::string(hint));
  }
  return checked(std::move(found), file.string());
}

void not_a(std::string_view wanted, const Json& json, FirstProblem& problem) {
  problem.add(ErrorKind::bad_input,
              fmt::format("the file is {} but must be {}", described(json), wanted), "");
}

}  // namespace

Outcome<std::string> read_foreign(const fs::path& file) {
  std::error_code code;
  const auto bytes = fs::file_size(file, code);
  if (!code && bytes > largest_file) {
    return fail(
        ErrorKind::bad_input,
        fmt::format("{}: has {} MiB, {} at most", file.string(), bytes >> 20U, largest_file >> 20U),
        "Write one file for each part of the suite and name them all.");
  }
  return read_file(file);
}

std::string without_non_numbers(std::string text) {
  std::string kept;
  kept.reserve(text.size());
  bool in_string = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool may_begin = !in_string && (c == '-' || c == 'N' || c == 'n' || c == 'I' || c == 'i');
    const std::string_view word = may_begin ? word_at(text, at) : std::string_view();
    if (!word.empty()) {
      kept += "null";
      at += word.size();
      continue;
    }
    if (c == '"') in_string = !in_string;
    kept += c;
    ++at;
    if (in_string && c == '\\' && at < text.size()) kept += text[at++];
  }
  return kept;
}

Outcome<Imported> import_object(const fs::path& file, const ReadObject& read) {
  return read_document(file, [&](const Json& json, FirstProblem& problem, Imported& found) {
    const auto* object = json.if_object();
    if (object == nullptr) return not_a("an object", json, problem);
    ObjectReader root(*object, problem);
    read(root, found);
  });
}

Outcome<Imported> import_items(const fs::path& file, const ReadItem& read) {
  return read_document(file, [&](const Json& json, FirstProblem& problem, Imported& found) {
    const auto* items = json.if_array();
    if (items == nullptr) return not_a("an array", json, problem);
    const JsonObject nothing;
    const ObjectReader root(nothing, problem);
    for (std::size_t i = 0; i < items->size() && !problem.found(); ++i) {
      const auto* object = (*items)[i].if_object();
      if (object == nullptr) return not_a("an array of objects", (*items)[i], problem);
      const std::string name = fmt::format("[{}]", i);
      ObjectReader item(*object, root, name);
      read(item, found);
    }
  });
}

Outcome<Imported> import_lines(const fs::path& file, const ReadItem& read) {
  const auto text = read_foreign(file);
  if (!text) return pass_on(text);
  const std::string clean = without_non_numbers(valid_utf8(*text));
  Imported found;
  std::size_t line = 0;
  for (std::size_t at = 0; at < clean.size();) {
    ++line;
    const std::size_t end = std::min(clean.find('\n', at), clean.size());
    const std::string_view one = std::string_view(clean).substr(at, end - at);
    at = end + 1;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const TextSource source{file.string(), line};
    const auto json = parse_json(one, source);
    if (!json) return fail(json.error().kind, json.error().what, std::string(hint));
    FirstProblem problem(source);
    if (const auto* object = json->if_object()) {
      ObjectReader reader(*object, problem);
      read(reader, found);
    } else {
      not_a("a line for each row, an object each", *json, problem);
    }
    if (problem.found()) {
      return fail(ErrorKind::bad_input, problem.or_else(0).error().what, std::string(hint));
    }
  }
  return checked(std::move(found), file.string());
}

void each_object(ObjectReader& parent, std::string_view name,
                 const std::function<void(ObjectReader&)>& each) {
  const Json* value = parent.require(name);
  if (value == nullptr) return;
  const auto* items = value->if_array();
  if (items == nullptr) return parent.mistyped(name, *value, "an array of objects");
  for (std::size_t i = 0; i < items->size() && !parent.problem().found(); ++i) {
    const std::string place = fmt::format("{}[{}]", name, i);
    const auto* object = (*items)[i].if_object();
    if (object == nullptr) return parent.mistyped(place, (*items)[i], "an object");
    ObjectReader item(*object, parent, place);
    each(item);
  }
}

void if_object(ObjectReader& parent, std::string_view name,
               const std::function<void(ObjectReader&)>& then) {
  const auto* object = parent.maybe_object(name);
  if (object == nullptr) return;
  ObjectReader reader(*object, parent, name);
  then(reader);
}

double time_field(ObjectReader& object, std::string_view name, double unit_s) {
  const double seconds = object.number(name) * unit_s;
  if (!object.problem().found() && seconds != 0 && !is_plausible(seconds, "s")) {
    object.complain(name, fmt::format("is {} s, which no time can be", seconds));
  }
  return seconds;
}

std::vector<double> numbers_field(ObjectReader& object, std::string_view name, double factor) {
  std::vector<double> numbers;
  const Json* value = object.find(name);
  if (value == nullptr) return numbers;
  const auto* items = value->if_array();
  if (items == nullptr) {
    object.mistyped(name, *value, "an array of numbers");
    return numbers;
  }
  numbers.reserve(items->size());
  for (const Json& item : *items) {
    const auto number = number_in(item);
    if (!number) {
      object.mistyped(fmt::format("{}[{}]", name, numbers.size()), item, "a number");
      return numbers;
    }
    numbers.push_back(*number * factor);
  }
  return numbers;
}

}  // namespace tidegate::foreign
