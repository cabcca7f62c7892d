/// How loudly a line of a report asks for a person.
/// Decides: error, warning, a waiver to be named, or nothing, the same for every sink. Refuses to
/// know: any sink's words.
#pragma once

#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {

enum class Attention { none, waived, warning, error };

/// An error where the line fails the gate or keeps it from passing, a warning where something could
/// not be decided or compared. What a person waived asks for nobody and is named all the same;
/// `same` and `faster` are silent.
Attention attention_of(const VerdictRow& row);

}  // namespace tidegate::render
