/// One place for the sentences about wrong fields.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <tidegate/row/json_fields.hpp>

namespace tidegate {
namespace {

constexpr std::string_view schema_hint =
    "docs/schema/ lists every field with its type and unit; correct or remove this one.";

std::string_view view(boost::json::string_view text) { return {text.data(), text.size()}; }

}  // namespace

void FirstProblem::add(ErrorKind kind, std::string_view sentence, std::string hint) {
  if (error_) return;
  if (hint.empty()) hint = schema_hint;
  error_ = Error{kind, fmt::format("{}: {}", source_.at(), sentence), std::move(hint)};
}

std::optional<double> number_in(const Json& json) {
  if (const auto* real = json.if_double()) return *real;
  if (const auto* whole = json.if_int64()) return static_cast<double>(*whole);
  if (const auto* large = json.if_uint64()) return static_cast<double>(*large);
  return std::nullopt;
}

std::optional<std::uint64_t> count_in(const Json& json) {
  if (const auto* large = json.if_uint64()) return *large;
  if (const auto* whole = json.if_int64()) {
    if (*whole < 0) return std::nullopt;
    return static_cast<std::uint64_t>(*whole);
  }
  const auto* real = json.if_double();
  constexpr double exact_limit = 9007199254740992.0;  // 2^53
  if (real == nullptr || *real < 0 || *real > exact_limit || std::floor(*real) != *real) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(*real);
}

std::string described(const Json& json) {
  switch (json.kind()) {
    case boost::json::kind::object:
      return "an object";
    case boost::json::kind::array:
      return "an array";
    case boost::json::kind::string:
      return json.get_string().size() > 40 ? "a string" : json_line(json);
    default:
      return json_line(json);
  }
}

const Json* ObjectReader::find(std::string_view name) {
  if (asked_.empty()) asked_.reserve(object_.size() + 4);
  const JsonObject::const_iterator at = position(name);
  asked_.push_back(name);
  if (at == object_.end() || at->value().is_null()) return nullptr;
  return &at->value();
}

JsonObject::const_iterator ObjectReader::position(std::string_view name) {
  auto at = object_.begin() + static_cast<std::ptrdiff_t>(next_);
  if (at == object_.end() || view(at->key()) != name) {
    at = object_.find({name.data(), name.size()});
    const bool again = std::find(asked_.begin(), asked_.end(), name) != asked_.end();
    if (at == object_.end() || again) return at;
  }
  next_ = std::max(next_, static_cast<std::size_t>(at - object_.begin()) + 1);
  ++found_;
  return at;
}

const Json* ObjectReader::require(std::string_view name) {
  const Json* value = find(name);
  if (value != nullptr) return value;
  const bool null = object_.contains({name.data(), name.size()});
  complain(name, null ? "is null but must have a value" : "is missing");
  return nullptr;
}

std::string ObjectReader::text_or(std::string_view name, std::string fallback) {
  const Json* value = find(name);
  if (value == nullptr) return fallback;
  if (const auto* text = value->if_string()) return {text->data(), text->size()};
  mistyped(name, *value, "a string");
  return fallback;
}

std::string ObjectReader::text(std::string_view name) {
  const Json* value = require(name);
  if (value == nullptr) return "";
  if (const auto* text = value->if_string()) return {text->data(), text->size()};
  mistyped(name, *value, "a string");
  return "";
}

bool ObjectReader::flag_or(std::string_view name, bool fallback) {
  const Json* value = find(name);
  if (value == nullptr) return fallback;
  if (const auto* flag = value->if_bool()) return *flag;
  mistyped(name, *value, "true or false");
  return fallback;
}

std::optional<double> ObjectReader::maybe_number(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto number = number_in(*value);
  if (!number) mistyped(name, *value, "a number");
  return number;
}

double ObjectReader::number_or(std::string_view name, double fallback) {
  return maybe_number(name).value_or(fallback);
}

double ObjectReader::number(std::string_view name) {
  const Json* value = require(name);
  if (value == nullptr) return 0;
  const auto number = number_in(*value);
  if (!number) mistyped(name, *value, "a number");
  return number.value_or(0);
}

std::uint64_t ObjectReader::count_or(std::string_view name, std::uint64_t fallback) {
  const Json* value = find(name);
  if (value == nullptr) return fallback;
  const auto count = count_in(*value);
  if (!count) mistyped(name, *value, "a whole number that is not negative");
  return count.value_or(fallback);
}

std::uint64_t ObjectReader::count(std::string_view name) {
  const Json* value = require(name);
  if (value == nullptr) return 0;
  const auto count = count_in(*value);
  if (!count) mistyped(name, *value, "a whole number that is not negative");
  return count.value_or(0);
}

std::optional<int> ObjectReader::maybe_int(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* whole = value->if_int64();
  if (whole != nullptr && *whole >= std::numeric_limits<int>::min() &&
      *whole <= std::numeric_limits<int>::max()) {
    return static_cast<int>(*whole);
  }
  mistyped(name, *value, "a whole number");
  return std::nullopt;
}

const JsonObject* ObjectReader::maybe_object(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return nullptr;
  if (const auto* object = value->if_object()) return object;
  mistyped(name, *value, "an object");
  return nullptr;
}

void ObjectReader::complain(std::string_view name, std::string_view sentence, std::string hint) {
  std::string full;
  for (const std::string& key : path()) full += key + '.';
  full += name;
  if (name.empty() && !full.empty()) full.pop_back();
  problem_.add(ErrorKind::bad_input, fmt::format("{} {}", full, sentence), std::move(hint));
}

void ObjectReader::mistyped(std::string_view name, const Json& got, std::string_view wanted) {
  complain(name, fmt::format("is {} but must be {}", described(got), wanted));
}

void ObjectReader::unknown_fields(std::vector<UnknownField>& unknown) const {
  if (found_ == object_.size()) return;
  for (const auto& member : object_) {
    const std::string_view key = view(member.key());
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    UnknownField field{path(), json_line(member.value())};
    field.path.emplace_back(key);
    unknown.push_back(std::move(field));
  }
}

std::vector<std::string> ObjectReader::path() const {
  if (parent_ == nullptr) return {};
  std::vector<std::string> keys = parent_->path();
  keys.emplace_back(name_);
  return keys;
}

}  // namespace tidegate
