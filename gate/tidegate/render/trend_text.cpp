#include <utility>
#include <vector>

#include <fmt/format.h>

#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/text_table.hpp>
#include <tidegate/render/trend_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

using judge::History;
using judge::HistoryChange;

/// What stands beside the first commit after a change.
std::string mark_of(const History& history, std::size_t point) {
  for (const HistoryChange& change : history.changes) {
    if (change.at == point) return "<- " + size_of(change);
  }
  return {};
}

std::vector<std::string> commit_lines(const History& history) {
  TextTable table({{"date"},
                   {"commit"},
                   {metric_title(history.metric), Align::right},
                   {"runs", Align::right},
                   {"change"}});
  for (std::size_t i = 0; i < history.points.size(); ++i) {
    const judge::HistoryPoint& point = history.points[i];
    table.add({{point.date.empty() ? "unknown" : plain_line(point.date)},
               {plain_line(short_commit(point.commit))},
               {value_text(point.value, history.unit)},
               {count_text(point.runs)},
               {mark_of(history, i)}});
  }
  return table.lines(Colour::off);
}

}  // namespace

std::string trend_title(const History& history) {
  return fmt::format("{}, {}, on {}", history.key.text(), metric_title(history.metric),
                     history.machine_class.empty() ? "an unknown machine" : history.machine_class);
}

std::string short_commit(std::string_view commit) { return std::string(commit.substr(0, 12)); }

std::string size_of(const HistoryChange& change) {
  return change.ratio ? change_text(*change.ratio) : std::string("from 0");
}

std::string change_sentence(const History& history, const HistoryChange& change) {
  return fmt::format("{} detected between {} and {} ({} to {}, p {})", size_of(change),
                     short_commit(history.points[change.at - 1].commit),
                     short_commit(history.points[change.at].commit),
                     value_text(change.before, history.unit),
                     value_text(change.after, history.unit), p_value_text(change.p));
}

std::string order_sentence(const History& history) {
  if (history.unplaced == 0) return {};
  if (history.unplaced == history.points.size()) {
    return "in the order of measuring: the source tree does not have these commits";
  }
  return fmt::format("not in the source tree, and left where they were measured: {}",
                     counted(history.unplaced, "commit"));
}

std::string trend_text(const History& history) {
  std::string out = log_line(plain_line(trend_title(history))) + "\n";
  for (const std::string& line : commit_lines(history)) out += "  " + line + "\n";
  if (const std::string order = order_sentence(history); !order.empty()) out += "  " + order + "\n";
  if (history.changes.empty()) {
    out += fmt::format("  no change detected over {}\n", counted(history.points.size(), "commit"));
  }
  for (const HistoryChange& change : history.changes) {
    out += "  " + plain_line(change_sentence(history, change)) + "\n";
  }
  return out;
}

std::vector<std::string> left_out_sentences(const judge::LeftOut& left_out) {
  const std::pair<std::size_t, std::string_view> reasons[] = {
      {left_out.unfit, "not ok, unfaithful or without this metric"},
      {left_out.quick, "of quick runs"},
      {left_out.dirty, "of a tree with uncommitted changes"},
      {left_out.nameless, "of no known commit"},
      {left_out.disturbed, "measured beside other load"},
  };
  std::vector<std::string> out;
  for (const auto& [count, why] : reasons) {
    if (count > 0) out.push_back(fmt::format("{} left out: {}", counted(count, "row"), why));
  }
  if (left_out.older > 0) {
    out.push_back(fmt::format("{} left out: only the newest of a long history are looked at",
                              counted(left_out.older, "commit")));
  }
  return out;
}

}  // namespace tidegate::render
