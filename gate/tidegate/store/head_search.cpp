#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/line_reader.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/row_head.hpp>
#include <tidegate/row/run_id.hpp>
#include <tidegate/store/head_search.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

/// The text that tells groups apart, without reading any key. Two texts may mean one group; then
/// its key is read twice, once for each.
void spell(Group group, const RawHead& raw, std::string& text) {
  text.clear();
  const auto add = [&text](std::string_view part) {
    text += part;
    text += '\n';
  };
  add(raw.case_name);
  add(raw.coverage);
  add(raw.machine_class);
  if (group == Group::run_of_a_case) return;
  for (const std::string_view part : {raw.point, raw.provider, raw.platform}) add(part);
}

/// The same once the head is read: one text a group.
std::string name_of(Group group, const RowHead& head) {
  if (group == Group::key) return head.key.canonical() + '\n' + head.machine_class;
  return fmt::format("{}\n{}\n{}", head.key.case_name, static_cast<int>(head.coverage),
                     head.machine_class);
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
  explicit Search(Group group) : group_(group) {}

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
    drop_outdated_skips();
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
  /// A row that was skipped before a worker ran may know no machine, so no other row takes its
  /// place by its class: any newer one of its group does.
  void drop_outdated_skips() {
    const auto group = [](const LatestRow& row) {
      return fmt::format("{}\n{}", row.key.canonical(), static_cast<int>(row.coverage));
    };
    std::unordered_map<std::string, std::string> newest;
    for (const LatestRow& row : found_.rows) {
      std::string& run_id = newest[group(row)];
      if (run_id.empty() || is_older_run(run_id, row.run_id)) run_id = row.run_id;
    }
    const std::string of_no_facts = machine_class_id({});
    std::erase_if(found_.rows, [&](const LatestRow& row) {
      const bool classless = row.machine_class.empty() || row.machine_class == of_no_facts;
      return classless && is_older_run(row.run_id, newest[group(row)]);
    });
  }

  Outcome<void> take(const Line& line) {
    const TextSource source{found_.files.back().string(), line.number};
    if (!line.ended && !is_whole(line, source)) {
      found_.notes.push_back(fmt::format("{}: this line is torn and was skipped", source.at()));
      return {};
    }
    ++found_.lines;
    const RawHead raw = raw_head(line.text);
    if (!is_plain(raw)) return take_slowly(raw, line, source);
    if (passed_by(raw.coverage == "\"fast\"")) return {};
    spell(group_, raw, spelling_);
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
    if (passed_by(head->coverage == Coverage::fast)) return {};
    consider(row_of(*head), head->run_id, line);
    return {};
  }

  bool passed_by(bool fast) {
    found_.fast += fast ? 1 : 0;
    return fast && group_ == Group::key;
  }

  /// A last line without newline may be whole all the same.
  static bool is_whole(const Line& line, const TextSource& source) {
    return parse_json(line.text, source).has_value();
  }

  std::size_t row_of(const RowHead& head) {
    const auto [at, added] = rows_.emplace(name_of(group_, head), found_.rows.size());
    if (!added) return at->second;
    LatestRow row{head.key, head.coverage, head.machine_class, "", {}};
    if (group_ == Group::run_of_a_case) {
      row.key = {head.key.case_name, {}, "", ""};
    }
    found_.rows.push_back(std::move(row));
    return at->second;
  }

  void consider(std::size_t place, std::string_view run_id, const Line& line) {
    LatestRow& row = found_.rows[place];
    if (run_id != row.run_id) {
      if (!row.run_id.empty() && is_older_run(run_id, row.run_id)) return;
      row.run_id = run_id;
      row.attempts.clear();
    }
    row.attempts.push_back({found_.files.size() - 1, line.offset, line.text.size(), line.number});
  }

  Group group_;
  Latest found_;
  std::string spelling_;
  std::unordered_map<std::string, std::size_t> spelled_;  // spellings to rows
  std::unordered_map<std::string, std::size_t> rows_;     // canonical names to rows
};

}  // namespace

Outcome<Latest> search_heads(std::span<const fs::path> files, Group group) {
  Search search(group);
  for (const fs::path& file : files) {
    if (const auto read = search.read(file); !read) return pass_on(read);
  }
  return search.finish();
}

}  // namespace tidegate::store
