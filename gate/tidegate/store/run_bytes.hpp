/// Run files as bytes: how two of one name stand to each other, and copies that are whole or
/// absent. Decides: that a file which continues another one byte for byte is the same run, later;
/// that a file is read and replaced under the locks its writers take. Refuses to know: what rows
/// say.
#pragma once

#include <filesystem>

#include <tidegate/base/error.hpp>

namespace tidegate::store {

/// What a second file is to a first one.
enum class Relation {
  same,
  longer,     ///< it begins with all of the first one: its run went on
  shorter,    ///< the first one begins with all of it
  differing,  ///< neither: at least one of them was altered
};

/// Errors: io.
Outcome<Relation> compare_bytes(const std::filesystem::path& first,
                                const std::filesystem::path& second);

/// Gives `path` the bytes of `from` unless it exists; false then. The name appears with all bytes
/// on the disk, and never in the place of another file. Errors: io.
Outcome<bool> copy_new(const std::filesystem::path& from, const std::filesystem::path& path);

/// Puts `from` in the place of `path` where it is longer, and says what it is to it. Writers of
/// `path` wait meanwhile and go on in the new file (base/atomic_file). Errors: io; then `path` is
/// as it was.
Outcome<Relation> grow(const std::filesystem::path& path, const std::filesystem::path& from);

}  // namespace tidegate::store
