/// Several stores into one, as from several machines.
/// Decides: that a run which is there already must be the same byte for byte, and that nothing is
/// copied when one is not: two histories of one run cannot both be true.
/// Refuses to know: what the rows say.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::store {

struct Merged {
  std::vector<std::filesystem::path> copied;  ///< the new files
  std::size_t same = 0;                       ///< files that were there already
};

/// Copies every run file of `from` that `into` lacks; a file appears whole or not at all. Errors:
/// `missing` (no such store), `incompatible` (the runs that differ, by name), io.
Outcome<Merged> merge(const RowStore& into, std::span<const std::filesystem::path> from);

}  // namespace tidegate::store
