#include <atomic>
#include <set>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/run/result_file.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// Far more than any row, far less than the memory of the machine that is being measured.
constexpr std::uintmax_t largest_result = 256U << 20U;

constexpr std::string_view protocol_hint = "See docs/worker-protocol.md for what a worker writes.";

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

ResultFound problem(std::string sentence) { return {std::nullopt, std::move(sentence)}; }

/// The text of a file that may be absent.
Outcome<std::string> read_if_there(const fs::path& path) {
  std::error_code code;
  if (!fs::exists(path, code)) return std::string();
  if (fs::is_regular_file(path, code) && fs::file_size(path, code) > largest_result) {
    return fail(ErrorKind::bad_input, fmt::format("{} is larger than 256 MiB", path.string()),
                std::string(protocol_hint));
  }
  return read_file(path);
}

/// Puts the session's samples where a row without warm times should have them.
void add_session(Json& json, const MetricSamples& session) {
  auto* row = json.if_object();
  if (row == nullptr || session.samples.empty()) return;
  Json& metrics = (*row)["metrics"];
  if (metrics.is_null()) metrics.emplace_object();
  auto* object = metrics.if_object();
  if (object == nullptr || object->contains(session.metric)) return;
  object->emplace(
      session.metric,
      JsonObject{{"unit", session.unit},
                 {"iterations", session.iterations},
                 {"samples", JsonArray(session.samples.begin(), session.samples.end())}});
}

Outcome<void> add_listing(std::string_view line, const TextSource& source,
                          std::set<std::string>& seen, std::vector<CaseListing>& listings) {
  const auto json = parse_json(line, source);
  if (!json) return pass_on(json);
  auto listing = listing_from_json(*json, source);
  if (!listing) return pass_on(listing);
  if (!seen.insert(listing->key.canonical()).second) {
    return fail(ErrorKind::bad_input,
                fmt::format("{}: {} is listed twice", source.at(), listing->key.text()),
                "Give each case, point, provider and platform once.");
  }
  listings.push_back(std::move(*listing));
  return {};
}

}  // namespace

ExchangeFiles::ExchangeFiles(const fs::path& scratch) {
  static std::atomic<unsigned> counter = 0;
  const std::string stem = fmt::format("{}-{}", ::getpid(), counter++);
  spec_ = scratch / (stem + ".spec.json");
  result_ = scratch / (stem + ".result.jsonl");
}

ExchangeFiles::~ExchangeFiles() {
  std::error_code code;
  fs::remove(spec_, code);
  fs::remove(result_, code);
}

ResultFound read_result(const fs::path& path, const AttemptSpec& spec,
                        const MetricSamples* session) {
  const auto text = read_if_there(path);
  if (!text) return problem(text.error().what);
  if (is_blank(*text)) return {};
  const TextSource source{"the worker's result", 1};
  auto json = parse_json(*text, source);
  if (!json) return problem(json.error().what);
  if (session != nullptr) add_session(*json, *session);
  auto row = attempt_from_worker(*json, source, spec);
  if (!row) return problem(row.error().what);
  return {std::move(*row), ""};
}

Outcome<std::vector<CaseListing>> read_listings(const fs::path& path, const std::string& name) {
  const auto text = read_if_there(path);
  if (!text) return pass_on(text);
  std::vector<CaseListing> listings;
  std::set<std::string> seen;
  std::string_view rest = *text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (is_blank(line)) continue;
    const auto added = add_listing(line, {name, number}, seen, listings);
    if (!added) return pass_on(added);
  }
  if (!listings.empty()) return listings;
  return fail(ErrorKind::bad_input, name + " lists no cases", std::string(protocol_hint));
}

}  // namespace tidegate::run
