/// --out of a command whose result is one text.
/// Decides: a file, written whole or not at all, or else stdout.
/// Refuses to know: what the text says.
#pragma once

#include <functional>
#include <string_view>

#include <tidegate/base/atomic_file.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_text_out{"out", Arity::one, "FILE", "Write here instead of to stdout"};

/// Errors: as write_file_atomically; what stdout lost is said at the end (close_stdout).
Outcome<void> print_or_write(const Arguments& arguments, std::string_view text);

/// The same with what `make` hands over piece by piece, and its errors.
Outcome<void> print_or_write(const Arguments& arguments,
                             const std::function<Outcome<void>(const TextSink&)>& make);

}  // namespace tidegate::command
