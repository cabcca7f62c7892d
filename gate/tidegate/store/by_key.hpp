/// Rows of many attempts, set apart by what folds together.
/// Decides: that attempts belong together that measured one key in one run, whatever stands between
/// them; that torn lines belong to none. Refuses to know: what the rows say and what folding is.
/// Only heads are read and only places are kept: a row of the answer is small beside its lines, and
/// whoever goes through them never holds the samples of more than one.
#pragma once

#include <filesystem>
#include <span>

#include <tidegate/base/error.hpp>
#include <tidegate/store/latest.hpp>

namespace tidegate::store {

/// All attempts of these files: one LatestRow for each key of each run, by canonical key and then
/// run id, without class and coverage, which may differ among them. Errors: as latest_of.
Outcome<Latest> by_key(std::span<const std::filesystem::path> files);

/// The same of lines that were found before. Errors: as latest_of, as each_line.
Outcome<Latest> by_key(const Latest& lines);

}  // namespace tidegate::store
