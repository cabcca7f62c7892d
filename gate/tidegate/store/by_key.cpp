#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/line_reader.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/row_head.hpp>
#include <tidegate/store/by_key.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

using KeyAndRun = std::pair<std::string, std::string>;  // canonical key, run id

class Groups {
 public:
  Outcome<void> add(std::string_view line, const TextSource& source, const Place& place) {
    const auto head = read_head(raw_head(line), line, source);
    if (!head) return pass_on(head);
    LatestRow& row = rows_[{head->key.canonical(), head->run_id}];
    if (row.attempts.empty()) {
      row.key = head->key;
      row.run_id = head->run_id;
    }
    row.attempts.push_back(place);
    return {};
  }

  Latest finish(Latest found) && {
    for (auto& [name, row] : rows_) found.rows.push_back(std::move(row));
    return found;
  }

 private:
  std::map<KeyAndRun, LatestRow> rows_;
};

/// Whether a line is one: a last line without newline may be whole all the same.
bool is_whole(const Line& line, const TextSource& source) {
  return line.ended || parse_json(line.text, source).has_value();
}

Outcome<void> add_file(const fs::path& path, Latest& found, Groups& groups) {
  auto reader = LineReader::open(path);
  if (!reader) return pass_on(reader);
  found.files.push_back(path);
  while (true) {
    const auto next = reader->next();
    if (!next) return pass_on(next);
    if (!*next) return {};
    const Line& line = **next;
    const TextSource source{path.string(), line.number};
    if (!is_whole(line, source)) {
      found.notes.push_back(fmt::format("{}: this line is torn and was skipped", source.at()));
      continue;
    }
    ++found.lines;
    const Place place{found.files.size() - 1, line.offset, line.text.size(), line.number};
    if (auto added = groups.add(line.text, source, place); !added) return added;
  }
}

}  // namespace

Outcome<Latest> by_key(std::span<const fs::path> files) {
  Latest found;
  Groups groups;
  for (const fs::path& file : files) {
    if (const auto added = add_file(file, found, groups); !added) return pass_on(added);
  }
  return std::move(groups).finish(std::move(found));
}

Outcome<Latest> by_key(const Latest& lines) {
  Latest found;
  found.files = lines.files;
  found.lines = lines.lines;
  Groups groups;
  const auto read =
      each_place(lines, [&groups](std::string_view line, const TextSource& source,
                                  const Place& place) { return groups.add(line, source, place); });
  if (!read) return pass_on(read);
  return std::move(groups).finish(std::move(found));
}

}  // namespace tidegate::store
