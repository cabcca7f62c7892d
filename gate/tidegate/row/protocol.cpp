/// Listings and specs to JSON and back. Fields that this build does not know are ignored: a newer
/// runner may say more than an older worker understands.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <tidegate/row/key_json.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/row/source_json.hpp>

namespace tidegate {
namespace {

void read_version(ObjectReader& document) {
  const std::uint64_t version = document.count("protocol");
  if (document.problem().found() || version == protocol_version) return;
  document.problem().add(
      ErrorKind::incompatible,
      fmt::format("the worker protocol is {}, this build speaks {}", version, protocol_version),
      "Build the worker and tidegate from versions that speak the same protocol.");
}

std::uint32_t small_count_or(ObjectReader& document, std::string_view name,
                             std::uint32_t fallback) {
  const std::uint64_t count = document.count_or(name, fallback);
  if (count > std::numeric_limits<std::uint32_t>::max()) {
    document.complain(name, fmt::format("is {}, too many", count));
    return fallback;
  }
  return static_cast<std::uint32_t>(count);
}

double seconds_or(ObjectReader& document, std::string_view name, double fallback) {
  const double seconds = document.number_or(name, fallback);
  if (seconds <= 0) document.complain(name, fmt::format("is {} s, not above 0", seconds));
  return seconds;
}

JsonObject document_for(const Key& key) {
  JsonObject object;
  object.reserve(15);
  object.emplace("protocol", protocol_version);
  add_key(object, key);
  return object;
}

/// Letters that the name of a case may have: it becomes the name of a file and of a test.
bool fits_a_file_name(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') ||
         std::string_view("._+-").find(letter) != std::string_view::npos;
}

/// File systems allow 255 bytes: room for an ending and for what stands aside while it is written.
constexpr std::size_t longest_case_name = 200;

void check_case_name(ObjectReader& document, const std::string& name) {
  if (name.size() > longest_case_name) {
    return document.complain(
        "case", fmt::format("has {} bytes, {} at most", name.size(), longest_case_name),
        "Its rows are kept in a file of that name: say it shorter.");
  }
  const bool fits = std::all_of(name.begin(), name.end(), fits_a_file_name);
  if (name.empty() || (fits && name.front() != '.')) return;
  document.complain("case", fmt::format("is '{}', which cannot be the name of a file", name),
                    "Use letters, digits, '.', '-', '_' and '+', and no dot in front.");
}

CaseListing read_listing(ObjectReader& document) {
  CaseListing listing;
  listing.key = read_key(document);
  check_case_name(document, listing.key.case_name);
  listing.reference = document.flag_or("reference", false);
  listing.representative = document.flag_or("representative", false);
  listing.skip_reason = document.text_or("skip_reason", "");
  listing.source = read_listed_place(document);
  return listing;
}

Criterion read_criterion(ObjectReader& document) {
  const std::string word = document.text_or("criterion", "samples");
  const auto criterion = criterion_from(word);
  if (!criterion) {
    document.complain("criterion", fmt::format("is '{}', which is no criterion", word),
                      "It is samples, stdrel or entropy.");
  }
  return criterion.value_or(Criterion::samples);
}

OnFallback read_on_fallback(ObjectReader& document) {
  const std::string word = document.text_or("on_fallback", "warn");
  const auto choice = on_fallback_from(word);
  if (!choice) {
    document.complain("on_fallback", fmt::format("is '{}'", word), "It is warn, refuse or quiet.");
  }
  return choice.value_or(OnFallback::warn);
}

AttemptSpec read_spec(ObjectReader& document) {
  AttemptSpec spec;
  spec.key = read_key(document);
  spec.run_id = read_name(document, "run_id");
  spec.seed = document.count_or("seed", spec.seed);
  spec.warmup = small_count_or(document, "warmup", spec.warmup);
  spec.samples = small_count_or(document, "samples", spec.samples);
  spec.min_sample_s = seconds_or(document, "min_sample_s", spec.min_sample_s);
  spec.budget_s = seconds_or(document, "budget_s", spec.budget_s);
  spec.cache_cold = small_count_or(document, "cache_cold", spec.cache_cold);
  spec.criterion = read_criterion(document);
  spec.hard_budget_s = document.maybe_number("hard_budget_s");
  if (spec.hard_budget_s && *spec.hard_budget_s <= 0) {
    document.complain("hard_budget_s", fmt::format("is {} s, not above 0", *spec.hard_budget_s));
  }
  spec.count_calls = small_count_or(document, "count_calls", spec.count_calls);
  spec.on_fallback = read_on_fallback(document);
  if (spec.warmup == 0) document.complain("warmup", "is 0 but must be at least 1");
  if (spec.samples == 0) document.complain("samples", "is 0 but must be at least 1");
  return spec;
}

/// Reads the object and its version, then what `read` makes of the rest.
template <class Document>
Outcome<Document> from_json(const Json& json, const TextSource& source, std::string_view name,
                            Document (*read)(ObjectReader&)) {
  FirstProblem problem(source);
  Document document;
  if (const auto* object = json.if_object()) {
    ObjectReader reader(*object, problem);
    read_version(reader);
    document = read(reader);
  } else {
    problem.add(ErrorKind::bad_input,
                fmt::format("{} is {} but must be an object", name, described(json)), "");
  }
  return problem.or_else(std::move(document));
}

}  // namespace

std::string to_json_line(const CaseListing& listing) {
  JsonObject object = document_for(listing.key);
  object.emplace("reference", listing.reference);
  object.emplace("representative", listing.representative);
  object.emplace("skip_reason", listing.skip_reason);
  add_source_place(object, listing.source);
  return json_line(object);
}

Outcome<CaseListing> listing_from_json(const Json& json, const TextSource& source) {
  return from_json(json, source, "a listing", read_listing);
}

std::string to_json_line(const AttemptSpec& spec) {
  JsonObject object = document_for(spec.key);
  object.emplace("run_id", spec.run_id);
  object.emplace("seed", spec.seed);
  object.emplace("warmup", spec.warmup);
  object.emplace("samples", spec.samples);
  object.emplace("min_sample_s", spec.min_sample_s);
  object.emplace("budget_s", spec.budget_s);
  object.emplace("criterion", criterion_name(spec.criterion));
  if (spec.hard_budget_s) object.emplace("hard_budget_s", *spec.hard_budget_s);
  object.emplace("cache_cold", spec.cache_cold);
  if (spec.count_calls > 0) object.emplace("count_calls", spec.count_calls);
  if (spec.on_fallback != OnFallback::warn) {
    object.emplace("on_fallback", on_fallback_name(spec.on_fallback));
  }
  return json_line(object);
}

Outcome<AttemptSpec> spec_from_json(const Json& json, const TextSource& source) {
  return from_json(json, source, "a spec", read_spec);
}

}  // namespace tidegate
