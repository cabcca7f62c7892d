/// Long names and long commands in lines of a terminal.
/// Decides: where they may be broken so that nothing is lost: a name after a comma, a command so
/// that a POSIX shell reads the lines back as the same words; and that no line begins with `::`,
/// which a GitHub job would obey. Refuses to know: whose they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate::render {

/// All of the text in lines of at most `width` columns, broken behind a comma or blank of a line's
/// second half, else anywhere between two characters; behind a backslash where a line would begin
/// with `::`. `width` is 2 at least. Never empty.
std::vector<std::string> folded(std::string_view text, std::size_t width);

/// A command that begins in column `start` of a line, in lines of at most `width` columns. Words go
/// to the next line behind a backslash, below the first one; a word that is longer than a line is
/// broken inside, between quotes where it is quoted, and goes on in the first column, since blanks
/// would end it. Without a newline at the end.
std::string shell_lines(std::string_view command, std::size_t start, std::size_t width);

}  // namespace tidegate::render
