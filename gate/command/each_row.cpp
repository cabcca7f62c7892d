#include "each_row.hpp"

#include <fmt/format.h>

#include <tidegate/base/line_reader.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using judge::SeenRow;

bool is_result(const Json& json) {
  const JsonObject* row = json.if_object();
  const Json* kind = row == nullptr ? nullptr : row->if_contains("kind");
  return kind != nullptr && kind->is_string() && kind->get_string() == "result";
}

template <class Row>
Outcome<SeenRow> seen(const Outcome<Row>& row) {
  if (!row) return pass_on(row);
  return SeenRow{row->key, row->representative, std::string(row->run_id), row->status,
                 !row->resolved_backend.empty()};
}

Outcome<void> each_line_of(const fs::path& file, std::vector<std::string>& notes,
                           const std::function<void(const SeenRow&)>& take) {
  auto reader = LineReader::open(file);
  if (!reader) return pass_on(reader);
  while (true) {
    const auto line = reader->next();
    if (!line) return pass_on(line);
    if (!*line) return {};
    const TextSource source{file.string(), (*line)->number};
    const auto json = parse_json((*line)->text, source);
    if (!json && !(*line)->ended) {
      notes.push_back(fmt::format("{}: this line is torn and was skipped", source.at()));
      continue;
    }
    if (!json) return pass_on(json);
    const auto row = is_result(*json) ? seen(result_from_json(*json, source))
                                      : seen(attempt_from_json(*json, source));
    if (!row) return pass_on(row);
    take(*row);
  }
}

}  // namespace

Outcome<void> each_row(const std::vector<fs::path>& paths, std::vector<std::string>& notes,
                       const std::function<void(const SeenRow&)>& take) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  for (const fs::path& file : *files) {
    if (auto read = each_line_of(file, notes, take); !read) return read;
  }
  return {};
}

}  // namespace tidegate::command
