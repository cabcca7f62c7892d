/// What to know of a verdict about rows that were imported.
/// Decides: the sentence. Refuses to know: formats.
#pragma once

#include <optional>
#include <span>
#include <string>

#include <tidegate/row/result_row.hpp>

namespace tidegate::command {

/// How imported rows can be compared, and how their program could be better; nothing where none
/// was imported.
std::optional<std::string> imported_note(std::span<const ResultRow> rows);

}  // namespace tidegate::command
