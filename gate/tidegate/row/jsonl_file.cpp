/// Reading and writing files of rows, line by line: a line's JSON is gone when its row is made.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
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

/// Takes the mark off a line that was closed behind its dead writer; whether it was there.
bool strip_mark(std::string& line) {
  const std::size_t text = line.find_last_not_of(torn_line_mark) + 1;  // npos + 1 is 0
  const bool marked = text < line.size();
  line.resize(text);
  return marked;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
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

/// A row that was never reported as kept: nothing that anybody relies on is lost.
std::string torn_note(const TextSource& source, bool closed) {
  return fmt::format("{}: {} is torn and was skipped", source.at(),
                     closed ? "this line" : "the last line");
}

/// `bytes`: of all files together.
template <class Row>
Outcome<void> read_lines(std::istream& in, std::size_t bytes, const fs::path& path,
                         RowsRead<Row>& read) {
  TextSource source{path.string(), 0};
  std::vector<unsigned char> block(1U << 16U);
  for (std::string line; std::getline(in, line);) {
    ++source.line;
    const bool closed = strip_mark(line);
    if (is_blank(line)) continue;
    JsonMemory memory(block.data(), block.size());
    const auto json = parse_json(line, source, &memory);
    if (!json && (closed || in.eof())) {  // no newline of its own: its writer died on the way
      read.notes.push_back(torn_note(source, closed));
      continue;
    }
    if (!json) return pass_on(json);
    auto row = read_row(*json, source, read.rows);
    if (!row) return pass_on(row);
    make_room(read.rows, bytes, line.size());
    read.rows.push_back(std::move(*row));
  }
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
Outcome<RowsRead<Row>> read_rows(std::span<const fs::path> paths) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  const std::size_t bytes = bytes_of(*files);
  RowsRead<Row> read;
  for (const fs::path& file : *files) {
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    const auto lines = in ? read_lines(in, bytes, file, read) : Outcome<void>();
    if (!lines) return pass_on(lines);
    if (in.bad() || !in.is_open()) {
      return fail(ErrorKind::io,
                  fmt::format("reading {} failed: {}", file.string(), std::strerror(errno)),
                  "Check who owns the file and whether it may be read.");
    }
    ++read.files;
  }
  if (!read.rows.empty()) return read;
  std::string names;
  for (const fs::path& path : paths) names += (names.empty() ? "" : ", ") + path.string();
  return fail(ErrorKind::missing, fmt::format("there is no row in {}", names),
              "Give a file or folder with rows; `tidegate run` writes them.");
}

}  // namespace

Outcome<RowsRead<AttemptRow>> read_attempts(std::span<const fs::path> paths) {
  return read_rows<AttemptRow>(paths);
}

Outcome<RowsRead<ResultRow>> read_results(std::span<const fs::path> paths) {
  return read_rows<ResultRow>(paths);
}

Outcome<RowKind> kind_of(std::span<const fs::path> paths) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  for (const fs::path& file : *files) {
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      if (is_blank(line)) continue;
      const auto json = parse_json(line, TextSource{file.string(), 1});
      const JsonObject* row = json ? json->if_object() : nullptr;
      const Json* kind = row == nullptr ? nullptr : row->if_contains("kind");
      const bool result = kind != nullptr && kind->is_string() && kind->get_string() == "result";
      return result ? RowKind::result : RowKind::attempt;
    }
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
