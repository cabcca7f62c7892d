/// Files that are either the old one or the new one, never half of each.
/// Decides: how text reaches the disk (write aside, fsync, rename, fsync the folder; append with
/// one write and fsync). Refuses to know: what the text means.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <tidegate/base/error.hpp>

namespace tidegate {

/// Replaces `path` by `text`; creates missing parent folders. On failure the old file is untouched
/// and no temporary file remains. Permissions of an existing file are kept; a symbolic link is
/// followed, so that the link stays a link.
Outcome<void> write_file_atomically(const std::filesystem::path& path, std::string_view text);

/// Takes the next piece of a text.
using TextSink = std::function<void(std::string_view)>;

/// The same for a text that `make` hands over piece by piece: a large one never stands in memory as
/// a whole. A piece that cannot be written fails the file once `make` returns.
Outcome<void> write_pieces_atomically(const std::filesystem::path& path,
                                      const std::function<void(const TextSink&)>& make);

/// The same for a text that may turn out not to exist on the way: when `make` fails, its error is
/// returned and the old file is untouched.
Outcome<void> write_made_atomically(const std::filesystem::path& path,
                                    const std::function<Outcome<void>(const TextSink&)>& make);

/// Stands at the end of a line that somebody began, died over, and somebody else closed: ASCII
/// "cancel". No JSON text has it unescaped, so that a closed torn line is never taken for a damaged
/// one, and the lines around it stay readable.
inline constexpr char torn_line_mark = '\x18';

/// Appends `line` and a newline with a single write(2) under an exclusive flock, then fsyncs (the
/// folder as well when the file is new), so that two writers never interleave inside a line. `line`
/// must not contain a newline (usage error). When the file ends in a torn line (no final newline)
/// that line is closed first with torn_line_mark and a newline: nothing is removed, and it does not
/// swallow this one.
Outcome<void> append_line(const std::filesystem::path& path, std::string_view line);

/// The same for a text of whole lines, each with its newline (usage error otherwise): one write and
/// one fsync for all. A writer that is killed meanwhile leaves the first of them, the last one
/// torn.
Outcome<void> append_lines(const std::filesystem::path& path, std::string_view lines);

/// Reads a whole regular file. Errors name the path; a folder is an error, not an empty text.
Outcome<std::string> read_file(const std::filesystem::path& path);

}  // namespace tidegate
