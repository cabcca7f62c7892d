#include <algorithm>
#include <cstring>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <tidegate/render/markdown_document.hpp>
#include <tidegate/render/markdown_lines.hpp>
#include <tidegate/render/markup.hpp>

namespace tidegate::render {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree parse_tree(std::string_view text) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  const std::unique_ptr<cmark_parser, FreeParser> parser{cmark_parser_new(CMARK_OPT_DEFAULT)};
  cmark_syntax_extension* tables = cmark_find_syntax_extension("table");
  if (tables == nullptr) return nullptr;
  cmark_parser_attach_syntax_extension(parser.get(), tables);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree{cmark_parser_finish(parser.get())};
}

bool has_type(cmark_node* node, const char* type) {
  return std::strcmp(cmark_node_get_type_string(node), type) == 0;
}

/// What a reader sees of a node: literals of text, code and inline HTML; breaks are blanks.
std::string text_of(cmark_node* node) {
  std::string out;
  const std::unique_ptr<cmark_iter, FreeIterator> walk{cmark_iter_new(node)};
  for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* part = cmark_iter_get_node(walk.get());
    const cmark_node_type type = cmark_node_get_type(part);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) out += ' ';
    const char* literal = cmark_node_get_literal(part);
    if (literal != nullptr) out += literal;
  }
  return out;
}

/// Where the first link in a node leads; empty without one.
std::string link_of(cmark_node* node) {
  const std::unique_ptr<cmark_iter, FreeIterator> walk{cmark_iter_new(node)};
  for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    cmark_node* part = cmark_iter_get_node(walk.get());
    if (event != CMARK_EVENT_ENTER || cmark_node_get_type(part) != CMARK_NODE_LINK) continue;
    const char* url = cmark_node_get_url(part);
    return url == nullptr ? std::string{} : std::string{url};
  }
  return {};
}

template <class Read>
std::vector<std::string> of_cells(cmark_node* row, Read read) {
  std::vector<std::string> out;
  for (cmark_node* cell = cmark_node_first_child(row); cell != nullptr;
       cell = cmark_node_next(cell)) {
    out.push_back(read(cell));
  }
  return out;
}

/// Lines are taken from data rows: those of the table and of its header are wrong where a
/// paragraph stands right before the table.
MarkdownTable table_of(cmark_node* node, std::vector<std::string> headings) {
  MarkdownTable table;
  table.headings = std::move(headings);
  table.first_line = static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 1));
  for (cmark_node* row = cmark_node_first_child(node); row != nullptr; row = cmark_node_next(row)) {
    if (has_type(row, "table_header")) {
      table.header = of_cells(row, text_of);
    } else {
      table.rows.push_back(of_cells(row, text_of));
      table.links.push_back(of_cells(row, link_of));
      table.row_lines.push_back(
          static_cast<std::size_t>(std::max(cmark_node_get_start_line(row), 1)));
    }
  }
  return table;
}

/// The headings above the present place, each with its level.
class HeadingPath {
 public:
  void enter(cmark_node* heading) {
    const int level = cmark_node_get_heading_level(heading);
    while (!levels_.empty() && levels_.back() >= level) {
      levels_.pop_back();
      texts_.pop_back();
    }
    levels_.push_back(level);
    texts_.push_back(text_of(heading));
  }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::vector<int> levels_;
  std::vector<std::string> texts_;
};

std::vector<MarkdownTable> tables_in(cmark_node* root) {
  std::vector<MarkdownTable> tables;
  HeadingPath path;
  const std::unique_ptr<cmark_iter, FreeIterator> walk{cmark_iter_new(root)};
  for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(walk.get());
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING) path.enter(node);
    if (has_type(node, "table")) tables.push_back(table_of(node, path.texts()));
  }
  return tables;
}

std::string source_of(const MarkdownCell& cell) {
  switch (cell.look) {
    case MarkdownCell::Look::text:
      return markdown_text(cell.text);
    case MarkdownCell::Look::code:
      return markdown_code(cell.text);
    case MarkdownCell::Look::link:
      return markdown_link(cell.text, cell.target);
  }
  return {};
}

/// Quote marks and indentation, which a row needs to stay in the container of the row above.
std::string_view container_prefix(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t>"), line.size()));
}

/// `text` with each of `rows` as a line of its own after the line with this index.
std::string spliced(const std::string& text, const std::vector<TextLine>& lines, std::size_t index,
                    const std::vector<std::string>& rows) {
  const TextLine& above = lines[index];
  const std::string prefix{container_prefix(above.in(text))};
  const std::size_t at = above.begin + above.length + above.ending;
  std::string out = text.substr(0, at);
  if (above.ending > 0) {
    for (const std::string& row : rows) {
      out.append(prefix).append(row).append(above.ending_in(text));
    }
    return out + text.substr(at);
  }
  // The file ends without a newline, and it keeps doing so.
  const std::string ending{index > 0 ? lines[index - 1].ending_in(text) : "\n"};
  for (const std::string& row : rows) out.append(ending).append(prefix).append(row);
  return out;
}

bool same_content(const MarkdownTable& a, const MarkdownTable& b) {
  return a.headings == b.headings && a.header == b.header && a.rows == b.rows;
}

/// Whether `after` is `before` with exactly these rows more at the end of one table.
bool only_added(const std::vector<MarkdownTable>& before, const std::vector<MarkdownTable>& after,
                std::size_t table, const std::vector<std::vector<std::string>>& added) {
  if (before.size() != after.size()) return false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (i != table && !same_content(before[i], after[i])) return false;
  }
  const MarkdownTable& old_table = before[table];
  const MarkdownTable& new_table = after[table];
  if (new_table.rows.size() != old_table.rows.size() + added.size()) return false;
  const auto first_new = std::next(new_table.rows.begin(), std::ssize(old_table.rows));
  return old_table.headings == new_table.headings && old_table.header == new_table.header &&
         std::equal(old_table.rows.begin(), old_table.rows.end(), new_table.rows.begin()) &&
         std::equal(added.begin(), added.end(), first_new);
}

/// Indices of the lines after which a row may go: the last data row, or else what looks like this
/// table's delimiter row (the first that proves right is taken).
std::vector<std::size_t> places(const std::string& text, const std::vector<TextLine>& lines,
                                const MarkdownTable& table) {
  if (!table.row_lines.empty()) return {table.row_lines.back() - 1};
  constexpr std::size_t enough = 8;
  std::vector<std::size_t> out;
  for (std::size_t i = table.first_line - 1; i < lines.size() && out.size() < enough; ++i) {
    const std::string_view content = lines[i].in(text);
    if (is_blank(content)) break;
    if (like_delimiter(content)) out.push_back(i);
  }
  return out;
}

std::string row_source(std::span<const MarkdownCell> cells) {
  std::string row = "|";
  for (const MarkdownCell& cell : cells) row += " " + source_of(cell) + " |";
  return row;
}

std::vector<std::string> expected_texts(std::span<const MarkdownCell> cells) {
  std::vector<std::string> texts;
  for (const MarkdownCell& cell : cells) texts.push_back(plain_line(cell.text));
  return texts;
}

}  // namespace

bool MarkdownTable::is_under(std::string_view heading) const {
  return !headings.empty() && headings.back() == heading;
}

MarkdownDocument::MarkdownDocument(std::string file, std::string text,
                                   std::vector<MarkdownTable> tables)
    : file_(std::move(file)), text_(std::move(text)), tables_(std::move(tables)) {}

Outcome<MarkdownDocument> parse_markdown(std::string text, const std::string& file) {
  if (const Outcome<void> fits = check_document_size(text, file); !fits) return pass_on(fits);
  const Tree tree = parse_tree(text);
  if (tree == nullptr) {
    return fail(ErrorKind::bad_input, fmt::format("{} could not be parsed as Markdown", file),
                "Check that the installed cmark-gfm has its table extension.");
  }
  std::vector<MarkdownTable> tables = tables_in(tree.get());
  return MarkdownDocument{file, std::move(text), std::move(tables)};
}

Outcome<MarkdownDocument> insert_rows(const MarkdownDocument& document, std::size_t table,
                                      std::span<const std::vector<MarkdownCell>> rows) {
  std::vector<std::string> sources;
  std::vector<std::vector<std::string>> added;
  for (const std::vector<MarkdownCell>& cells : rows) {
    if (table >= document.tables().size() ||
        cells.size() != document.tables()[table].header.size()) {
      return fail(ErrorKind::usage,
                  fmt::format("{}: {} cells do not make a row of table {}", document.file(),
                              cells.size(), table + 1),
                  "Give one cell for each column of the table.");
    }
    sources.push_back(row_source(cells));
    added.push_back(expected_texts(cells));
  }
  if (rows.empty()) return document;
  const std::vector<TextLine> lines = split_lines(document.text());
  for (const std::size_t place : places(document.text(), lines, document.tables()[table])) {
    Outcome<MarkdownDocument> result =
        parse_markdown(spliced(document.text(), lines, place, sources), document.file());
    if (!result) return result;
    if (only_added(document.tables(), result->tables(), table, added)) return result;
  }
  return fail(ErrorKind::bad_input,
              fmt::format("{}:{}: a row could not be added to this table without changing what "
                          "else the file says",
                          document.file(), document.tables()[table].first_line),
              "Write the table as plain lines `| a | b |` with a blank line before and after it.");
}

Outcome<MarkdownDocument> insert_row(const MarkdownDocument& document, std::size_t table,
                                     std::span<const MarkdownCell> cells) {
  const std::vector<MarkdownCell> row(cells.begin(), cells.end());
  return insert_rows(document, table, std::span(&row, 1));
}

}  // namespace tidegate::render
