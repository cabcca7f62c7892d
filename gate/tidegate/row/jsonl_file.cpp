/// Reading and writing files of rows, line by line: a line's JSON is gone when its row is made.
#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/line_reader.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate {
namespace {

namespace fs = std::filesystem;
using Paths = std::vector<fs::path>;

Outcome<void> add_folder(const fs::path& folder, Paths& files) {
  std::error_code code;
  const std::size_t before = files.size();
  for (fs::recursive_directory_iterator at(folder, code), end; !code && at != end;
       at.increment(code)) {
    std::error_code ignored;
    if (at->path().extension() == ".jsonl" && at->is_regular_file(ignored)) {
      files.push_back(at->path());
    }
  }
  if (code) {
    return fail(ErrorKind::io,
                fmt::format("reading the folder {} failed: {}", folder.string(), code.message()),
                "Check who owns the folder and whether it may be read.");
  }
  std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  return {};
}

Outcome<AttemptRow> read_row(const Json& json, const TextSource& source,
                             const std::vector<AttemptRow>&) {
  return attempt_from_json(json, source);
}

Outcome<ResultRow> read_row(const Json& json, const TextSource& source,
                            const std::vector<ResultRow>& before) {
  return result_from_json(json, source, before.empty() ? nullptr : before.back().provenance);
}

std::size_t bytes_of(const Paths& files) {
  std::size_t bytes = 0;
  for (const fs::path& file : files) {
    std::error_code code;
    const auto size = fs::file_size(file, code);
    if (!code) bytes += static_cast<std::size_t>(size);
  }
  return bytes;
}

/// Room for all rows, judged by the first line: growing would hold every row twice for a moment.
template <class Row>
void make_room(std::vector<Row>& rows, std::size_t bytes, std::size_t first_line) {
  constexpr std::size_t shortest = 256;  // a row is longer; a stray short line must not mislead
  if (rows.empty()) rows.reserve(bytes / std::max(first_line + 1, shortest) + 1);
}

/// What a reading is for: all rows, or those alone that somebody keeps.
template <class Row>
struct Reading {
  const Keep<Row>& keep;
  std::size_t bytes = 0;  ///< of all files together
  std::size_t rows = 0;   ///< seen so far
  RowsRead<Row> read = {};
};

template <class Row>
Outcome<void> take(Reading<Row>& reading, const Json& json, const TextSource& source,
                   std::size_t line) {
  auto row = read_row(json, source, reading.read.rows);
  if (!row) return pass_on(row);
  ++reading.rows;
  if (reading.keep && !reading.keep(*row)) return {};
  if (!reading.keep) make_room(reading.read.rows, reading.bytes, line);
  reading.read.rows.push_back(std::move(*row));
  return {};
}

template <class Row>
Outcome<void> read_file_of(const fs::path& path, Reading<Row>& reading) {
  auto lines = LineReader::open(path);
  if (!lines) return pass_on(lines);
  std::vector<unsigned char> block(1U << 16U);
  while (true) {
    const auto line = lines->next();
    if (!line) return pass_on(line);
    if (!*line) break;
    const TextSource source{path.string(), (*line)->number};
    JsonMemory memory(block.data(), block.size());
    const auto json = parse_json((*line)->text, source, &memory);
    if (!json && !(*line)->ended) {  // it was never reported as kept: nobody relies on it
      reading.read.notes.push_back(
          fmt::format("{}: this line is torn and was skipped", source.at()));
      continue;
    }
    if (!json) return pass_on(json);
    if (auto taken = take(reading, *json, source, (*line)->text.size()); !taken) return taken;
  }
  ++reading.read.files;
  return {};
}

}  // namespace

Outcome<Paths> row_files(std::span<const fs::path> paths) {
  Paths files;
  for (const fs::path& path : paths) {
    std::error_code code;
    if (!fs::exists(path, code)) {
      return fail(ErrorKind::missing, fmt::format("{} does not exist", path.string()),
                  "Give a file of rows, or a folder with *.jsonl files.");
    }
    if (!fs::is_directory(path, code)) {
      files.push_back(path);
      continue;
    }
    const auto added = add_folder(path, files);
    if (!added) return pass_on(added);
  }
  return files;
}

namespace {

template <class Row>
Outcome<RowsRead<Row>> read_rows(std::span<const fs::path> paths, const Keep<Row>& keep) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  Reading<Row> reading{keep, bytes_of(*files)};
  for (const fs::path& file : *files) {
    if (const auto done = read_file_of(file, reading); !done) return pass_on(done);
  }
  if (reading.rows > 0) return std::move(reading.read);
  std::string names;
  for (const fs::path& path : paths) names += (names.empty() ? "" : ", ") + path.string();
  return fail(ErrorKind::missing, fmt::format("there is no row in {}", names),
              "Give a file or folder with rows; `tidegate run` writes them.");
}

}  // namespace

Outcome<RowsRead<AttemptRow>> read_attempts(std::span<const fs::path> paths) {
  return read_rows<AttemptRow>(paths, {});
}

Outcome<RowsRead<ResultRow>> read_results(std::span<const fs::path> paths,
                                          const Keep<ResultRow>& keep) {
  return read_rows<ResultRow>(paths, keep);
}

Outcome<RowKind> kind_of(std::span<const fs::path> paths) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  for (const fs::path& file : *files) {
    auto lines = LineReader::open(file);
    if (!lines) return pass_on(lines);
    const auto line = lines->next();
    if (!line) return pass_on(line);
    if (!*line) continue;
    const auto json = parse_json((*line)->text, TextSource{file.string(), (*line)->number});
    const JsonObject* row = json ? json->if_object() : nullptr;
    const Json* kind = row == nullptr ? nullptr : row->if_contains("kind");
    const bool result = kind != nullptr && kind->is_string() && kind->get_string() == "result";
    return result ? RowKind::result : RowKind::attempt;
  }
  return RowKind::attempt;
}

Outcome<void> write_results(const fs::path& path, std::vector<ResultRow> rows) {
  std::vector<std::pair<std::string, ResultRow>> sorted;
  sorted.reserve(rows.size());
  for (ResultRow& row : rows) {
    std::string key = row.key.canonical();
    sorted.emplace_back(std::move(key), std::move(row));
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string text;
  for (const auto& entry : sorted) {
    text += to_json_line(entry.second);
    text += '\n';
  }
  return write_file_atomically(path, text);
}

Outcome<void> append_attempt(const fs::path& path, const AttemptRow& row) {
  return append_line(path, to_json_line(row));
}

}  // namespace tidegate
