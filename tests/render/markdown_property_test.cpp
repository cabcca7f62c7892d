/// Rows put into generated documents: every other byte stays, whatever stands around the table.
#include <cstdint>

#include <gtest/gtest.h>

#include <tidegate/render/markdown_document.hpp>

namespace tidegate::render {
namespace {

/// Numbers that are the same on every machine.
class Draw {
 public:
  explicit Draw(std::uint32_t seed) : state_(seed * 2654435761U + 1) {}
  std::size_t below(std::size_t n) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 12U) % n;
  }
  template <std::size_t n>
  std::string one_of(const char* const (&texts)[n]) {
    return texts[below(n)];
  }

 private:
  std::uint32_t state_;
};

/// A container's first line begins with `first`, its others with `rest`.
struct Container {
  const char* first;
  const char* rest;
};
constexpr Container containers[] = {{"", ""},         {"> ", "> "},     {"- ", "  "},
                                    {"12. ", "    "}, {"> - ", ">   "}, {"> > ", "> > "}};

/// Prose, code that looks like a table, other tables, headings: a block with its blank line.
std::vector<std::string> block(Draw& draw) {
  switch (draw.below(6)) {
    case 0:
      return {"Words, \xC3\xA9 \xE6\xBC\xA2 \xF0\x9F\x9A\x80, a | pipe, `co|de`", ""};
    case 1:
      return {"```", "| no | table |", "|----|-------|", "```", ""};
    case 2:
      return {"| other | one |", "|:--|--:|", "| `a\\|b` | c |", ""};
    case 3:
      return {"### A heading | with a pipe", ""};
    case 4:
      return {"[r]: http://example.org/a|b", ""};
    default:
      return {"<!-- | a | b |", "|---|---| -->", ""};
  }
}

/// A document with a table of three columns under `## Here`, whose cells are hostile.
std::string document(Draw& draw) {
  const std::string ending = draw.below(2) == 0 ? "\n" : "\r\n";
  const Container& box = containers[draw.below(std::size(containers))];
  static constexpr const char* cells[] = {"1",
                                          "a \\| b",
                                          "`x\\|y`",
                                          "",
                                          "\xE2\x82\xAC \xCE\xBC",
                                          "[l](t \"|\")",
                                          "**b**",
                                          "\\\\",
                                          "<br>",
                                          "~~gone~~",
                                          "a&amp;b",
                                          "`` ` ``",
                                          "![i](u)"};
  std::vector<std::string> inside{"## Here", ""};
  for (std::size_t i = draw.below(3); i > 0; --i) {
    for (const std::string& line : block(draw)) inside.push_back(line);
  }
  inside.emplace_back("## Here");
  inside.emplace_back("");
  inside.emplace_back("| a | mark | c |");
  inside.emplace_back("|:--|---|--:|");
  for (std::size_t i = draw.below(4); i > 0; --i) {
    inside.push_back("| " + draw.one_of(cells) + " | " + draw.one_of(cells) + " | " +
                     draw.one_of(cells) + " |" + (draw.below(3) == 0 ? "  " : ""));
  }
  std::string text = draw.below(8) == 0 ? "\xEF\xBB\xBF" : "";
  for (std::size_t i = draw.below(3); i > 0; --i) {
    for (const std::string& line : block(draw)) text += line + ending;
  }
  bool first = true;
  for (const std::string& line : inside) {
    text += (first ? box.first : box.rest) + line + ending;
    first = false;
  }
  if (draw.below(4) == 0) return text.substr(0, text.size() - ending.size());
  text += ending;
  for (std::size_t i = draw.below(3); i > 0; --i) {
    for (const std::string& line : block(draw)) text += line + ending;
  }
  return text;
}

std::size_t marked_table(const MarkdownDocument& document) {
  for (std::size_t i = 0; i < document.tables().size(); ++i) {
    if (document.tables()[i].header == std::vector<std::string>{"a", "mark", "c"}) return i;
  }
  ADD_FAILURE() << "no table in:\n" << document.text();
  return 0;
}

TEST(MarkdownProperty, OnlyTheNewLinesAreNew) {
  for (std::uint32_t seed = 1; seed <= 3000; ++seed) {
    Draw draw(seed);
    const std::string before = document(draw);
    const auto parsed = parse_markdown(before, "doc.md");
    ASSERT_TRUE(parsed);
    const std::size_t table = marked_table(*parsed);
    std::vector<std::vector<MarkdownCell>> rows(1 + draw.below(3));
    for (auto& row : rows) {
      row = {{"n | \xC3\xA9", MarkdownCell::Look::text, ""},
             {"`|`", MarkdownCell::Look::code, ""},
             {"run", MarkdownCell::Look::link, "a b|c"}};
    }
    const auto after = insert_rows(*parsed, table, rows);
    ASSERT_TRUE(after) << after.error().what << "\n" << before;
    std::size_t head = 0;
    while (head < before.size() && before[head] == after->text()[head]) ++head;
    const std::size_t added = after->text().size() - before.size();
    ASSERT_EQ(after->text().substr(0, head) + after->text().substr(head + added), before)
        << "seed " << seed;
    ASSERT_EQ(after->tables()[table].rows.size(),
              parsed->tables()[table].rows.size() + rows.size());
    ASSERT_EQ(after->tables()[table].links.back()[2], "a%20b%7Cc") << seed;
    // One call for all rows writes what a call for each writes.
    auto one_by_one = parsed;
    for (const auto& row : rows) one_by_one = insert_row(*one_by_one, table, row);
    ASSERT_TRUE(one_by_one);
    ASSERT_EQ(one_by_one->text(), after->text()) << seed;
  }
}

}  // namespace
}  // namespace tidegate::render
