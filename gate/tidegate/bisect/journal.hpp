/// What a search found so far, on disk, so that one that was cut off goes on.
/// Decides: the file (a line for the search, then one for each answer), and that answers of another
/// search are never taken for this one's. Refuses to know: how an answer is found.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/bisect/answer.hpp>

namespace tidegate::bisect {

/// Which search it is. Answers hold for another call only where all of it is equal.
struct Search {
  std::string good;     ///< full hash
  std::string bad;      ///< full hash
  std::string row;      ///< canonical key
  std::string request;  ///< digest of everything else that bears on an answer
  double ratio = 0;     ///< of bad over good, as measured; 0 where the cut was given
  double cut = 0;
  std::uint64_t seed = 0;

  bool operator==(const Search&) const = default;
};

struct Journal {
  Search search;
  std::vector<Step> steps;
};

/// Nothing where no search was begun in this file. A last line that a killed process left torn is
/// passed over. Errors: bad_input (file and line), incompatible (a newer version), io.
Outcome<std::optional<Journal>> read_journal(const std::filesystem::path& file);

/// Replaces the file by one that holds the search alone.
Outcome<void> begin_journal(const std::filesystem::path& file, const Search& search);

/// On the disk when this returns.
Outcome<void> append_step(const std::filesystem::path& file, const Step& step);

}  // namespace tidegate::bisect
