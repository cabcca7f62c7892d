#include <limits>

#include <fmt/format.h>

#include <tidegate/base/finite.hpp>
#include <tidegate/row/output_digest_json.hpp>

namespace tidegate {
namespace {

constexpr std::string_view field_name = "output";

/// A sum of magnitudes; null is one beyond a double.
double read_sum(ObjectReader& object, std::string_view name) {
  const auto known = object.object().find(name);
  if (known != object.object().end() && known->value().is_null()) {
    object.find(name);
    return std::numeric_limits<double>::infinity();
  }
  const double sum = object.number(name);
  if (sum < 0) object.complain(name, fmt::format("is {}, but sums magnitudes", sum));
  return sum;
}

std::vector<std::uint64_t> read_shape(ObjectReader& object) {
  std::vector<std::uint64_t> shape;
  const Json* value = object.require("shape");
  if (value == nullptr) return shape;
  if (!value->is_array()) {
    object.mistyped("shape", *value, "an array");
    return shape;
  }
  for (const Json& extent : value->get_array()) {
    const auto count = count_in(extent);
    if (!count) object.mistyped("shape", extent, "a whole number in each place");
    shape.push_back(count.value_or(0));
  }
  return shape;
}

/// As a real number: a product of extents that nobody allocated must not wrap around.
double elements_of(const std::vector<std::uint64_t>& shape) {
  double elements = 1;
  for (const std::uint64_t extent : shape) elements *= static_cast<double>(extent);
  return elements;
}

Json sum_json(double sum) { return is_finite(sum) ? Json(sum) : Json(nullptr); }

}  // namespace

OutputDigest read_output_digest(ObjectReader& object) {
  OutputDigest digest;
  digest.shape = read_shape(object);
  digest.dtype = object.text("dtype");
  digest.finite = object.count("finite");
  digest.nonfinite = object.count("nonfinite");
  digest.l1 = read_sum(object, "l1");
  digest.l2_squared = read_sum(object, "l2_squared");
  digest.linf = object.number("linf");
  if (digest.linf < 0) object.complain("linf", fmt::format("is {}, below 0", digest.linf));
  const double counted = static_cast<double>(digest.finite) + static_cast<double>(digest.nonfinite);
  if (!object.problem().found() && elements_of(digest.shape) != counted) {
    object.complain("shape", fmt::format("has {:.0f} elements, but {:.0f} are counted",
                                         elements_of(digest.shape), counted));
  }
  return digest;
}

void fill_output_digest(JsonObject& object, const OutputDigest& digest) {
  JsonArray shape;
  for (const std::uint64_t extent : digest.shape) shape.emplace_back(extent);
  object.emplace("shape", std::move(shape));
  object.emplace("dtype", digest.dtype);
  object.emplace("finite", digest.finite);
  object.emplace("nonfinite", digest.nonfinite);
  object.emplace("l1", sum_json(digest.l1));
  object.emplace("l2_squared", sum_json(digest.l2_squared));
  object.emplace("linf", digest.linf);
}

Outcome<std::optional<OutputDigest>> output_digest(const AttemptRow& row,
                                                   const TextSource& source) {
  for (const UnknownField& field : row.unknown) {
    if (field.path.size() != 1 || field.path.front() != field_name) continue;
    const auto json = parse_json(field.json, source);
    if (!json) return pass_on(json);
    FirstProblem problem(source);
    static const JsonObject none;
    ObjectReader whole(none, problem);
    if (!json->is_object()) {
      whole.mistyped(field_name, *json, "an object");
      return problem.or_else(std::optional<OutputDigest>());
    }
    ObjectReader reader(json->get_object(), whole, field_name);
    OutputDigest digest = read_output_digest(reader);
    return problem.or_else(std::optional<OutputDigest>(std::move(digest)));
  }
  return std::optional<OutputDigest>();
}

void keep_output_digest(AttemptRow& row, const OutputDigest& digest) {
  JsonObject object;
  fill_output_digest(object, digest);
  row.unknown.push_back({{std::string(field_name)}, json_line(object)});
}

}  // namespace tidegate
