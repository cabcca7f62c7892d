/// How text of unknown origin is made safe for each kind of output.
/// Decides: what is escaped, and what stands for bytes that are no text.
/// Refuses to know: what the text says and where it will stand.
#pragma once

#include <string>
#include <string_view>

namespace tidegate::render {

/// One line of valid UTF-8: control characters and runs of white space become one blank, bytes that
/// are not UTF-8 become U+FFFD, blanks at both ends go. A terminal cannot be steered by it, nor,
/// but at the start of a line, whoever shows a job's log (log_commands).
std::string plain_line(std::string_view text);

/// The same for a command: its blanks stay as they are, since between quotes they are part of a
/// word, and a shell reads the same words.
std::string plain_command(std::string_view text);

/// Columns that the text takes in a terminal: none for combining marks, two for the wide characters
/// of East Asian scripts and for emoji, one for any other code point.
std::size_t display_width(std::string_view text);

/// Bytes of the longest beginning of the text that takes at most `columns`, combining marks with
/// the character that they stand on.
std::size_t bytes_within(std::string_view text, std::size_t columns);

/// Text for XML and SVG, in elements and in attributes; lines are kept, other control characters
/// (which XML 1.0 cannot even escape) become U+FFFD.
std::string xml_text(std::string_view text);

/// Text for a Markdown paragraph or table cell: reads as exactly `plain_line(text)`.
std::string markdown_text(std::string_view text);

/// A code span for a Markdown table cell or paragraph; falls back to escaped text where a code span
/// could not say it (backticks, pipes, backslashes) and to nothing for empty text.
std::string markdown_code(std::string_view text);

/// The same for a command, with the blanks that stand in it.
std::string markdown_command(std::string_view command);

/// A link whose label reads as `label`; blanks, brackets and pipes of the target are percent-coded.
std::string markdown_link(std::string_view label, std::string_view target);

/// A fenced block, whose fence is longer than any run of backticks inside.
std::string markdown_block(std::string_view language, std::string_view text);

}  // namespace tidegate::render
