/// What another catalogue of operations wants to know of each case: one ratio on a CPU, one on a
/// GPU, at the representative point.
/// Decides: which two rows make a ratio, and why there is none. Refuses to know: what the catalogue
/// looks like (render/feed_json), and verdicts.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/row/case_id.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

enum class Processor { cpu, gpu };
inline constexpr std::array<Processor, 2> all_processors{Processor::cpu, Processor::gpu};

std::string_view processor_name(Processor processor);  ///< `cpu`, `gpu`

/// Whose ratio to whom is wanted on one kind of processor.
struct FeedPair {
  std::string subject;
  std::string reference;  ///< empty: the provider that the case declares as its reference
};

/// What was found on one kind of processor; nothing where data are missing.
struct FeedSide {
  std::string reference;
  /// Min of the warm time of the subject over that of the reference, rounded to 4 decimals: below
  /// 1 the subject is faster.
  std::optional<double> ratio;
  std::string source;  ///< run, platform and machine class of both rows
};

struct FeedEntry {
  std::string case_name;
  std::optional<Point> point;  ///< the representative one; nothing where rows name none or several
  std::array<FeedSide, 2> sides;   ///< by Processor
  std::vector<std::string> notes;  ///< why something is missing, or what else there was
};

/// One entry for each case of the rows, by name. Two rows make a ratio only where ratio_refused
/// has nothing against them, nothing ran in the place of either, and they are of one run, platform
/// and machine class; of several such pairs the newest run's counts, of one run's the one on
/// `serial`, else by name.
std::vector<FeedEntry> feed(std::span<const ResultRow> rows, const std::array<FeedPair, 2>& wanted);

}  // namespace tidegate::judge
