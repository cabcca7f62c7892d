#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include <tidegate/row/json.hpp>
#include <tidegate/row/row_head.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/store/latest.hpp>
#include <tidegate/store/line_reader.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

/// The text that tells the keys of rows apart, without reading them. Two texts may mean one key;
/// then that key is read twice, once for each.
void spell(const RawHead& raw, std::string& text) {
  text.clear();
  for (const std::string_view part :
       {raw.case_name, raw.point, raw.provider, raw.platform, raw.machine_class}) {
    text += part;
    text += '\n';
  }
}

/// A row can only be told from others by its text when all of it stands in plain words.
bool is_plain(const RawHead& raw) {
  for (const std::string_view part :
       {raw.run_id, raw.case_name, raw.point, raw.provider, raw.platform, raw.machine_class}) {
    if (part.empty()) return false;
  }
  return raw.run_id.size() > 2 && raw.run_id.front() == '"' &&
         raw.run_id.find('\\') == std::string_view::npos && raw.machine_class.size() > 2 &&
         (raw.coverage.empty() || raw.coverage == "\"full\"" || raw.coverage == "\"fast\"");
}

class Search {
 public:
  Outcome<void> read(const fs::path& path) {
    auto reader = LineReader::open(path);
    if (!reader) return pass_on(reader);
    found_.files.push_back(path);
    while (true) {
      const auto line = reader->next();
      if (!line) return pass_on(line);
      if (!*line) return {};
      if (const auto taken = take(**line); !taken) return pass_on(taken);
    }
  }

  Latest finish() {
    std::vector<std::pair<std::string, std::size_t>> order;
    for (const LatestRow& row : found_.rows) {
      order.emplace_back(row.key.canonical() + '\n' + row.machine_class, order.size());
    }
    std::sort(order.begin(), order.end());
    std::vector<LatestRow> sorted;
    sorted.reserve(order.size());
    for (const auto& [name, place] : order) sorted.push_back(std::move(found_.rows[place]));
    found_.rows = std::move(sorted);
    return std::move(found_);
  }

 private:
  Outcome<void> take(const Line& line) {
    const TextSource source{found_.files.back().string(), line.number};
    if (!line.ended && !is_whole(line, source)) {
      found_.notes.push_back(fmt::format("{}: this line is torn and was skipped", source.at()));
      return {};
    }
    ++found_.lines;
    const RawHead raw = raw_head(line.text);
    if (!is_plain(raw)) return take_slowly(raw, line, source);
    if (raw.coverage == "\"fast\"") {
      ++found_.fast;
      return {};
    }
    spell(raw, spelling_);
    auto known = spelled_.find(spelling_);
    if (known == spelled_.end()) {
      const auto head = read_head(raw, line.text, source);
      if (!head) return pass_on(head);
      known = spelled_.emplace(spelling_, row_of(*head)).first;
    }
    consider(known->second, raw.run_id.substr(1, raw.run_id.size() - 2), line);
    return {};
  }

  Outcome<void> take_slowly(const RawHead& raw, const Line& line, const TextSource& source) {
    const auto head = read_head(raw, line.text, source);
    if (!head) return pass_on(head);
    if (head->coverage == Coverage::fast) {
      ++found_.fast;
    } else {
      consider(row_of(*head), head->run_id, line);
    }
    return {};
  }

  /// A last line without newline may be whole all the same.
  static bool is_whole(const Line& line, const TextSource& source) {
    return parse_json(line.text, source).has_value();
  }

  std::size_t row_of(const RowHead& head) {
    const auto [at, added] =
        rows_.emplace(head.key.canonical() + '\n' + head.machine_class, found_.rows.size());
    if (added) found_.rows.push_back({head.key, head.machine_class, "", {}});
    return at->second;
  }

  void consider(std::size_t place, std::string_view run_id, const Line& line) {
    LatestRow& row = found_.rows[place];
    if (run_id < row.run_id) return;
    if (run_id > row.run_id) {
      row.run_id = run_id;
      row.attempts.clear();
    }
    row.attempts.push_back({found_.files.size() - 1, line.offset, line.text.size(), line.number});
  }

  Latest found_;
  std::string spelling_;
  std::unordered_map<std::string, std::size_t> spelled_;  // spellings to rows
  std::unordered_map<std::string, std::size_t> rows_;     // canonical names to rows
};

/// Files that stay open while lines of them follow each other.
class Lines {
 public:
  Outcome<std::string_view> at(const fs::path& path, const Place& place) {
    errno = 0;
    if (path != path_) {
      in_ = std::ifstream(path, std::ios::binary);
      path_ = path;
    }
    text_.resize(place.bytes);
    in_.seekg(static_cast<std::streamoff>(place.offset));
    if (in_.read(text_.data(), static_cast<std::streamsize>(place.bytes))) return text_;
    return fail(ErrorKind::io,
                fmt::format("reading line {} of {} failed: {}", place.line, path.string(),
                            errno == 0 ? "the file became shorter" : std::strerror(errno)),
                "Run the command again; somebody removed rows while they were read.");
  }

 private:
  fs::path path_;
  std::ifstream in_;
  std::string text_;
};

}  // namespace

Outcome<Latest> latest_of(std::span<const fs::path> files) {
  Search search;
  for (const fs::path& file : files) {
    if (const auto read = search.read(file); !read) return pass_on(read);
  }
  return search.finish();
}

Outcome<void> each_line(
    const Latest& latest,
    const std::function<Outcome<void>(std::string_view, const std::string&, std::size_t)>& take) {
  Lines lines;
  for (const LatestRow& row : latest.rows) {
    for (const Place& place : row.attempts) {
      const fs::path& path = latest.files[place.file];
      const auto text = lines.at(path, place);
      if (!text) return pass_on(text);
      if (const auto taken = take(*text, path.string(), place.line); !taken) return taken;
    }
  }
  return {};
}

}  // namespace tidegate::store
