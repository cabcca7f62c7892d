#include "recording.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/row/json.hpp>
#include <tidegate/row/json_fields.hpp>

#include "gzip_text.hpp"

namespace verdict_trust {
namespace {

namespace fs = std::filesystem;
using tidegate::ErrorKind;
using tidegate::fail;
using tidegate::Json;
using tidegate::JsonArray;
using tidegate::ObjectReader;
using tidegate::Outcome;
using tidegate::pass_on;
using tidegate::TextSource;

constexpr const char* fields_hint =
    "bench/verdict_trust/recordings/README.md lists the fields; correct or remove this line.";
/// What the procedure asks of each side of a pair.
constexpr std::size_t fewest_samples = 20;

std::vector<double> samples_of(ObjectReader& reader) {
  const Json* found = reader.require("w");
  const JsonArray* times = found != nullptr ? found->if_array() : nullptr;
  if (found != nullptr && times == nullptr) reader.mistyped("w", *found, "an array of times");
  if (times == nullptr) return {};
  std::vector<double> samples;
  for (const Json& time : *times) {
    const double value = tidegate::number_in(time).value_or(0);
    if (!std::isfinite(value) || value <= 0) {
      reader.complain("w", "holds " + tidegate::described(time) + ", not a time above 0");
    }
    samples.push_back(value);
  }
  if (samples.size() < fewest_samples) {
    reader.complain("w",
                    fmt::format("has {} samples, {} are needed", samples.size(), fewest_samples));
  }
  return samples;
}

Outcome<Launch> launch_from(const Json& json, const TextSource& source) {
  if (json.if_object() == nullptr) {
    return fail(ErrorKind::bad_input, source.at() + ": is not a JSON object", fields_hint);
  }
  tidegate::FirstProblem problem(source);
  ObjectReader reader(json.get_object(), problem);
  Launch launch;
  launch.stage = reader.text("s");
  launch.round = reader.count("r");
  launch.kernel = reader.text("k");
  launch.variant = reader.text("v");
  launch.planted = reader.number("p");
  launch.samples = samples_of(reader);
  auto outcome = problem.or_else(std::move(launch));
  if (!outcome) outcome.error().hint = fields_hint;
  return outcome;
}

bool is_recording(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".jsonl") || name.ends_with(".jsonl.gz");
}

Outcome<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::error_code code;
  std::vector<fs::path> files;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    if (is_recording(at->path())) files.push_back(at->path());
  }
  if (code) {
    return fail(ErrorKind::io,
                fmt::format("reading the folder {} failed: {}", folder.string(), code.message()),
                "Check who owns the folder and whether it may be read.");
  }
  std::sort(files.begin(), files.end());
  return files;
}

Outcome<std::vector<fs::path>> files_behind(std::span<const fs::path> paths) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code code;
    if (!fs::is_directory(path, code)) {
      files.push_back(path);
      continue;
    }
    const auto found = files_in(path);
    if (!found) return pass_on(found);
    files.insert(files.end(), found->begin(), found->end());
  }
  return files;
}

template <class Value>
void move_behind(std::vector<Value>& all, std::vector<Value>& more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

Outcome<Recording> parse_recording(std::string_view text, const std::string& name) {
  Recording recording;
  TextSource source{name, 0};
  while (!text.empty()) {
    ++source.line;
    const std::size_t newline = text.find('\n');
    const std::string_view line = text.substr(0, newline);
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto json = tidegate::parse_json(line, source);
    if (!json && newline == std::string_view::npos) {  // whoever wrote it died on the way
      recording.notes.push_back(source.at() + ": the last line is torn and was skipped");
      break;
    }
    if (!json) return pass_on(json);
    auto launch = launch_from(*json, source);
    if (!launch) return pass_on(launch);
    recording.launches.push_back(std::move(*launch));
  }
  return recording;
}

Outcome<Recording> read_recordings(std::span<const fs::path> paths) {
  const auto files = files_behind(paths);
  if (!files) return pass_on(files);
  Recording all;
  for (const fs::path& file : *files) {
    const auto text = read_text(file);
    if (!text) return pass_on(text);
    auto recording = parse_recording(*text, file.string());
    if (!recording) return pass_on(recording);
    move_behind(all.launches, recording->launches);
    move_behind(all.notes, recording->notes);
  }
  if (!all.launches.empty()) return all;
  return fail(ErrorKind::missing,
              fmt::format("there is no launch in the {} files that were read", files->size()),
              "Give *.jsonl or *.jsonl.gz files, or a folder that holds some.");
}

}  // namespace verdict_trust
