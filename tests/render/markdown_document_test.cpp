#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/render/markdown_document.hpp>
#include <tidegate/render/markdown_lines.hpp>

namespace tidegate::render {
namespace {

using Look = MarkdownCell::Look;
using Cells = std::vector<MarkdownCell>;

MarkdownDocument parsed(const std::string& text) {
  Outcome<MarkdownDocument> document = parse_markdown(text, "doc.md");
  EXPECT_TRUE(document) << (document ? "" : document.error().what);
  return *document;
}

Cells texts(const std::vector<std::string>& values) {
  Cells cells;
  for (const std::string& value : values) cells.push_back({value, Look::text, ""});
  return cells;
}

/// What was inserted, given that everything else is byte for byte the same; else a failure.
std::string inserted(const std::string& before, const std::string& after) {
  std::size_t head = 0;
  while (head < before.size() && before[head] == after[head]) ++head;
  const std::size_t length = after.size() - before.size();
  EXPECT_EQ(after.substr(0, head) + after.substr(head + length), before);
  return after.substr(head, length);
}

struct Splice {
  const char* name;
  std::string before;
  std::string after;
  std::size_t table = 0;
};

std::vector<Splice> splices() {
  const std::string bom = "\xEF\xBB\xBF";
  return {
      {"lf", "| a | b |\n|---|---|\n| 1 | 2 |\n\ntext\n",
       "| a | b |\n|---|---|\n| 1 | 2 |\n| x | y |\n\ntext\n"},
      {"crlf", "| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n\r\ntext\r\n",
       "| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n| x | y |\r\n\r\ntext\r\n"},
      {"no final newline", "| a | b |\n|---|---|\n| 1 | 2 |",
       "| a | b |\n|---|---|\n| 1 | 2 |\n| x | y |"},
      {"no final newline, crlf", "| a | b |\r\n|---|---|\r\n| 1 | 2 |",
       "| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n| x | y |"},
      {"byte order mark", bom + "| a | b |\n|---|---|\n| 1 | 2 |\n",
       bom + "| a | b |\n|---|---|\n| 1 | 2 |\n| x | y |\n"},
      {"byte order mark, header only", bom + "| a | b |\n|---|---|\n",
       bom + "| a | b |\n|---|---|\n| x | y |\n"},
      {"quote", "> | a | b |\n> |---|---|\n> | 1 | 2 |\n\ntext\n",
       "> | a | b |\n> |---|---|\n> | 1 | 2 |\n> | x | y |\n\ntext\n"},
      {"quote in a quote", "> > | a | b |\n> > |---|---|\n> > | 1 | 2 |\n",
       "> > | a | b |\n> > |---|---|\n> > | 1 | 2 |\n> > | x | y |\n"},
      {"list", "- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n- next\n",
       "- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n  | x | y |\n- next\n"},
      {"list that opens with the header", "1. | a | b |\n   |---|---|\n   | 1 | 2 |\n",
       "1. | a | b |\n   |---|---|\n   | 1 | 2 |\n   | x | y |\n"},
      {"quote, header only", "> | a | b |\n> |---|---|\n",
       "> | a | b |\n> |---|---|\n> | x | y |\n"},
      {"no outer pipes", "a | b\n---|---\n1 | 2\n\ntext",
       "a | b\n---|---\n1 | 2\n| x | y |\n\ntext"},
      {"header only", "| a | b |\n|---|---|\n\ntext\n",
       "| a | b |\n|---|---|\n| x | y |\n\ntext\n"},
      {"header only, end of file", "| a | b |\n|---|---|", "| a | b |\n|---|---|\n| x | y |"},
      {"header only after a paragraph line", "words\n| a | b |\n|---|---|\n\n",
       "words\n| a | b |\n|---|---|\n| x | y |\n\n"},
      {"header only after lines of dashes and pipes", "--|--|--\n| a | b |\n|---|---|\n",
       "--|--|--\n| a | b |\n|---|---|\n| x | y |\n"},
      {"after a paragraph line", "words\n| a | b |\n|---|---|\n| 1 | 2 |\nend\n\n",
       "words\n| a | b |\n|---|---|\n| 1 | 2 |\nend\n| x | y |\n\n"},
      {"escaped pipes above", "| a | b |\n|---|---|\n| 1 \\| 1 | `2 \\| 2` |\n",
       "| a | b |\n|---|---|\n| 1 \\| 1 | `2 \\| 2` |\n| x | y |\n"},
      {"short and long rows above", "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n",
       "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| x | y |\n"},
      {"trailing blanks and tabs", "| a | b |  \n|---|---|\t\n| 1 | 2 |  \n   \nend",
       "| a | b |  \n|---|---|\t\n| 1 | 2 |  \n| x | y |\n   \nend"},
      {"references and setext headings stay",
       "Top\n===\n\n[r]: http://x\n\n|a|b|\n|-|-|\n|1|2|\n\n* * *\n",
       "Top\n===\n\n[r]: http://x\n\n|a|b|\n|-|-|\n|1|2|\n| x | y |\n\n* * *\n"},
      {"second table", "|a|b|\n|-|-|\n|1|2|\n\n|c|d|\n|-|-|\n|3|4|\n",
       "|a|b|\n|-|-|\n|1|2|\n\n|c|d|\n|-|-|\n|3|4|\n| x | y |\n", 1},
      {"comments",
       "<!-- | a | b |\n|---|---|\n-->\n\n| a | b |\n|---|---|\n| 1 | 2 |\n<!-- end -->\n",
       "<!-- | a | b |\n|---|---|\n-->\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| x | y |\n<!-- end "
       "-->\n"},
      {"next block without a blank line", "| a | b |\n|---|---|\n| 1 | 2 |\n# head\n",
       "| a | b |\n|---|---|\n| 1 | 2 |\n| x | y |\n# head\n"},
      {"lone carriage returns", "| a | b |\r|---|---|\r| 1 | 2 |\rtext",
       "| a | b |\r|---|---|\r| 1 | 2 |\rtext\r| x | y |"},
  };
}

TEST(MarkdownDocument, SplicesOneLineAndKeepsEveryOtherByte) {
  for (const Splice& splice : splices()) {
    SCOPED_TRACE(splice.name);
    const Outcome<MarkdownDocument> result =
        insert_row(parsed(splice.before), splice.table, texts({"x", "y"}));
    ASSERT_TRUE(result) << result.error().what;
    EXPECT_EQ(result->text(), splice.after);
    EXPECT_THAT(inserted(splice.before, result->text()), testing::HasSubstr("| x | y |"));
    const MarkdownTable& table = result->tables().at(splice.table);
    EXPECT_EQ(table.rows.back(), (std::vector<std::string>{"x", "y"}));
  }
}

TEST(MarkdownDocument, CellsSayExactlyWhatWasGiven) {
  const MarkdownDocument document = parsed("[n]: http://x\n\n|a|b|\n|-|-|\n");
  const std::vector<std::string> hostile{"a|b",
                                         "\\",
                                         "\\|",
                                         "a\\",
                                         "`",
                                         "``x`",
                                         "*b* _i_ ~s~",
                                         "<b>",
                                         "<!-- c -->",
                                         "&amp;",
                                         "[n]",
                                         "![n](x)",
                                         "http://a.b/c?d|e",
                                         "$x$",
                                         "#1",
                                         "|",
                                         "||",
                                         "\\\\|",
                                         "`a|b`",
                                         "é µ 漢字",
                                         "two\nlines\r\nthree",
                                         "  padded  ",
                                         "",
                                         "-",
                                         "---|---",
                                         "> q",
                                         "1. x",
                                         "snake_case_name",
                                         "_under_",
                                         "a\\`b|c`d\\",
                                         "tab\there"};
  for (const Look look : {Look::text, Look::code, Look::link}) {
    for (const std::string& text : hostile) {
      SCOPED_TRACE(text);
      const Cells cells{{text, look, "target_of(the link)|x"}, {"end", Look::text, ""}};
      const Outcome<MarkdownDocument> result = insert_row(document, 0, cells);
      ASSERT_TRUE(result) << result.error().what;
      inserted(document.text(), result->text());
      EXPECT_EQ(result->tables().at(0).rows.back().at(1), "end");
    }
  }
  const Outcome<MarkdownDocument> two =
      insert_row(document, 0, texts({"two\nlines | and <b>", "  padded "}));
  ASSERT_TRUE(two);
  EXPECT_EQ(two->tables().at(0).rows.back(),
            (std::vector<std::string>{"two lines | and <b>", "padded"}));
}

/// Texts of characters that mean something somewhere in Markdown, in every order that a small
/// generator finds.
TEST(MarkdownDocument, AnyTextComesBack) {
  const MarkdownDocument document = parsed("|a|b|\n|-|-|\n|1|2|\n");
  const std::string alphabet = "\\|`*_[]<>!&;#~$ab \n\t-:(){}'\"@.0";
  std::uint32_t state = 1;
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (int j = 0; j < 9; ++j) {
      state = state * 1664525U + 1013904223U;
      text += alphabet[(state >> 16U) % alphabet.size()];
    }
    const Look look = i % 3 == 0 ? Look::code : i % 3 == 1 ? Look::link : Look::text;
    const Outcome<MarkdownDocument> result =
        insert_row(document, 0, Cells{{text, look, text}, {"z", Look::text, ""}});
    ASSERT_TRUE(result) << text;
  }
}

TEST(MarkdownDocument, KnowsHeadingsAndCells) {
  const MarkdownDocument document = parsed(
      "# Top\n\n```\n# not a heading\n|x|\n|-|\n```\n\n<!--\n## nor this\n-->\n\n"
      "Second\n------\n\n| A *b* | `c\\|d` |\n|:-|-:|\n| [e](f) <i>g</i> | \\| |\n| short |\n\n"
      "### Deep\n\n|x|\n|-|\n\n## Other `code`\n\n|y|\n|-|\n");
  ASSERT_EQ(document.tables().size(), 3U);
  const MarkdownTable& first = document.tables()[0];
  EXPECT_EQ(first.headings, (std::vector<std::string>{"Top", "Second"}));
  EXPECT_EQ(first.header, (std::vector<std::string>{"A b", "c|d"}));
  EXPECT_EQ(first.rows[0], (std::vector<std::string>{"e <i>g</i>", "|"}));
  EXPECT_EQ(first.rows[1], (std::vector<std::string>{"short", ""}));
  EXPECT_TRUE(first.is_under("Second"));
  EXPECT_FALSE(first.is_under("Top"));
  EXPECT_EQ(document.tables()[1].headings, (std::vector<std::string>{"Top", "Second", "Deep"}));
  EXPECT_EQ(document.tables()[2].headings, (std::vector<std::string>{"Top", "Other code"}));
  EXPECT_TRUE(document.tables()[2].row_lines.empty());
}

TEST(MarkdownDocument, TextWithoutTablesHasNone) {
  EXPECT_TRUE(parsed("").tables().empty());
  EXPECT_TRUE(parsed("no | table\n").tables().empty());
  EXPECT_TRUE(parsed("|a|b|\n|-|\n").tables().empty());  // header and delimiter disagree
  EXPECT_TRUE(parsed(std::string("nul \0 byte\n", 11)).tables().empty());
}

TEST(MarkdownDocument, RefusesRowsThatDoNotFit) {
  const MarkdownDocument document = parsed("|a|b|\n|-|-|\n");
  for (const auto& cells : {texts({}), texts({"1"}), texts({"1", "2", "3"})}) {
    const Outcome<MarkdownDocument> result = insert_row(document, 0, cells);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::usage);
  }
  EXPECT_FALSE(insert_row(document, 1, texts({"1", "2"})));
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(MarkdownDocument, RefusesWhatWouldExhaustTheMachine) {
  const std::string wide = "|" + repeated("a|", 2000) + "\n|" + repeated("-|", 2000) + "\n";
  const std::string medium = "|" + repeated("a|", 900) + "\n|" + repeated("-|", 900) + "\n";
  const std::vector<std::pair<const char*, std::string>> documents{
      {"2000 columns, 2000 short rows", wide + repeated("|x\n", 2000)},
      {"900 columns, 2000 short rows", medium + repeated("|x\n", 2000)},
      {"the same in a quote", "> " + repeated("a|", 900) + "b\n> " + repeated("-|", 900) + "-\n" +
                                  repeated("> x\n", 2000)},
      {"many tables", repeated(medium + repeated("|x\n", 20) + "\n", 60)},
      {"lone carriage returns",
       repeated("a|", 900) + "b\r" + repeated("-|", 900) + "-\r" + repeated("x\r", 2000)},
      {"17 MiB of text", repeated("0123456789abcdef", std::size_t{17} << 16U)},
  };
  for (const auto& [name, text] : documents) {
    const Outcome<MarkdownDocument> result = parse_markdown(text, "big.md");
    ASSERT_FALSE(result) << name;
    EXPECT_EQ(result.error().kind, ErrorKind::bad_input) << name;
    EXPECT_THAT(result.error().what, testing::HasSubstr("big.md")) << name;
    EXPECT_FALSE(result.error().hint.empty()) << name;
  }
}

TEST(MarkdownDocument, TakesALongRecord) {
  const std::string head = "## Landed\n\n| Date | Change | Case | Ratio |\n|---|---|---|---|\n";
  const std::string row = "| 2026-11-21 | one more change that landed | `case[n=512]` | 1.034 |\n";
  const std::string rest =
      "\n" + repeated("Some words of diagnosis, as long as a line is.\n", 30000);
  const std::string before = head + repeated(row, 50000) + rest;
  ASSERT_GT(before.size(), 4'700'000U);
  const Outcome<MarkdownDocument> after =
      insert_row(parsed(before), 0, texts({"2026-11-22", "new", "case", "0.9"}));
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(inserted(before, after->text()).size(),
            std::string("| 2026-11-22 | new | case | 0.9 |\n").size());
  EXPECT_EQ(after->tables()[0].rows.size(), 50001U);
}

TEST(MarkdownLines, EndWhereCmarkEndsThem) {
  const std::string text = "a\nb\r\nc\rd";
  const std::vector<TextLine> lines = split_lines(text);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[1].in(text), "b");
  EXPECT_EQ(lines[1].ending_in(text), "\r\n");
  EXPECT_EQ(lines[2].ending_in(text), "\r");
  EXPECT_EQ(lines[3].ending_in(text), "");
  EXPECT_TRUE(split_lines("").empty());
}

}  // namespace
}  // namespace tidegate::render
