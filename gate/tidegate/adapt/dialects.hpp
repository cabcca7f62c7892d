/// THE table of programs that can be run although they are no workers: one row and one file each.
/// Decides: their names. Refuses to know: how they are asked.
#pragma once

#include <span>
#include <string_view>

#include <tidegate/adapt/dialect.hpp>

namespace tidegate::adapt {

std::span<const Dialect> dialects();
/// The row of that name; a `usage` error that lists all names otherwise.
Outcome<const Dialect*> dialect_of(std::string_view name);

}  // namespace tidegate::adapt
