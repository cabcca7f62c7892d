/// Several stores into one, as from several machines.
/// Decides: that a run which is there already must be the same byte for byte, or the beginning of
/// the other one, which then takes its place; and that nothing is copied when one is neither: two
/// histories of one run cannot both be true. Refuses to know: what the rows say.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::store {

struct Merged {
  std::vector<std::filesystem::path> copied;  ///< the new files
  std::vector<std::filesystem::path> grown;   ///< files whose run had gone on elsewhere
  std::size_t same = 0;                       ///< files all of which was there already
};

/// Copies every run file of `from` that `into` lacks or has only the beginning of; a file appears,
/// or is replaced, whole or not at all. The plans of unfinished runs come along, so that what was
/// cut off elsewhere does not pass for complete here. Errors: `missing` (no such store),
/// `incompatible` (the runs that differ, by name), io.
Outcome<Merged> merge(const RowStore& into, std::span<const std::filesystem::path> from);

}  // namespace tidegate::store
