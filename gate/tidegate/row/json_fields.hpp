/// Typed reading of JSON objects field by field, remembering the first thing that is wrong.
/// Decides: how a wrong field is called in an error (`rows.jsonl:3: metrics.warm_time.unit ...`),
/// that null and missing are the same, and which fields nobody asked for.
/// Refuses to know: what any field means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate {

/// The first problem found in one document. Later ones are often its consequences and are dropped.
class FirstProblem {
 public:
  explicit FirstProblem(const TextSource& source) : source_(source) {}

  void add(ErrorKind kind, std::string_view sentence, std::string hint);
  bool found() const { return error_.has_value(); }
  /// `value`, or the error when there was one.
  template <class T>
  Outcome<T> or_else(T value) const {
    if (error_) return tl::unexpected<Error>(*error_);
    return value;
  }

 private:
  const TextSource& source_;
  std::optional<Error> error_;
};

/// The number in `json`, whichever of JSON's kinds of number it is.
std::optional<double> number_in(const Json& json);

/// A whole number >= 0; `12.0` counts as one, since some languages write all numbers as reals.
std::optional<std::uint64_t> count_in(const Json& json);

/// `a string`, `null`, `-3`: what stands there, for errors.
std::string described(const Json& json);

/// Reads one object. A field that is wrong yields the fallback and a problem.
class ObjectReader {
 public:
  ObjectReader(const JsonObject& object, FirstProblem& problem)
      : object_(object), problem_(problem) {}
  /// The object that stands in `parent` under `name`; both must outlive this reader.
  ObjectReader(const JsonObject& object, const ObjectReader& parent, std::string_view name)
      : object_(object), problem_(parent.problem_), parent_(&parent), name_(name) {}

  /// The value of a field that may be missing; nullptr when it is, or is null.
  const Json* find(std::string_view name);
  /// The same for a field that must be there: a problem when it is not.
  const Json* require(std::string_view name);

  std::string text(std::string_view name);
  std::string text_or(std::string_view name, std::string fallback);
  bool flag_or(std::string_view name, bool fallback);
  double number(std::string_view name);
  double number_or(std::string_view name, double fallback);
  std::optional<double> maybe_number(std::string_view name);
  std::uint64_t count(std::string_view name);
  std::uint64_t count_or(std::string_view name, std::uint64_t fallback);
  std::optional<int> maybe_int(std::string_view name);
  const JsonObject* maybe_object(std::string_view name);

  /// Says that the field `name` (empty: the object itself) is wrong: `<path> <sentence>`.
  void complain(std::string_view name, std::string_view sentence, std::string hint = "");
  /// `got` is not `wanted`.
  void mistyped(std::string_view name, const Json& got, std::string_view wanted);

  /// Adds every field that was never asked for, with its path from the outermost object.
  void unknown_fields(std::vector<UnknownField>& unknown) const;

  const JsonObject& object() const { return object_; }
  FirstProblem& problem() const { return problem_; }
  /// Keys from the outermost object to this one.
  std::vector<std::string> path() const;

 private:
  /// Where `name` stands; counts it as found the first time.
  JsonObject::const_iterator position(std::string_view name);

  const JsonObject& object_;
  FirstProblem& problem_;
  const ObjectReader* parent_ = nullptr;
  std::string_view name_;
  std::size_t next_ = 0;   // behind the last field found: where the next one stands in our rows
  std::size_t found_ = 0;  // fields that were asked for and are there
  std::vector<std::string_view> asked_;
};

}  // namespace tidegate
