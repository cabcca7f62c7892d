/// Whether outputs are what they were when somebody last accepted them.
/// Decides: when two outputs are alike (6 significant digits), and what an output is that nobody
/// accepted, that differs between attempts or that is gone. Refuses to know: tolerances of a check
/// against an oracle, which let small changes through, and files (drift_manifest).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/output_digest.hpp>
#include <tidegate/row/status.hpp>

namespace tidegate::judge {

/// What one provider computed at one point from inputs of one seed. At least one part is set.
struct OutputRecord {
  Key key;
  std::uint64_t seed = 0;
  std::optional<OutputDigest> digest;  ///< of the whole output, where the worker states it
  std::optional<Echo>
      echo;  ///< of the elements that an oracle checked; its correlation is not used
  std::uint64_t checked = 0;  ///< how many those are

  bool operator==(const OutputRecord&) const = default;
};

enum class DriftState {
  same,
  drifted,   ///< it differs from what was accepted
  unstable,  ///< attempts from the same inputs differ from each other, or one of them failed
  unknown,   ///< nobody accepted one of this key and seed
  missing    ///< it was accepted, and no ok row states it now
};

std::string_view drift_state_name(DriftState state);

struct DriftLine {
  Key key;
  std::uint64_t seed = 0;
  DriftState state = DriftState::same;
  std::string why;  ///< empty for `same`
};

/// Keys with an attempt that was made and failed, canonical, and how it ended.
using FailedKeys = std::map<std::string, Status>;

/// Whether two sums or magnitudes agree in 6 significant digits of `scale`, the larger of them for
/// most: they are at most one unit of the sixth digit apart. A value that was rounded to 6 digits
/// is within half a unit, so that noise of the last bits never tips it over; whatever differs by
/// 1.5 units always fails.
bool agree(double a, double b, double scale);

/// What differs, as a sentence; empty for outputs that are alike. Mean and largest element are
/// compared in digits of the largest magnitude: a mean near 0 has no digits of its own, since the
/// terms that cancel in it were rounded at their own size.
std::string difference(const OutputRecord& accepted, const OutputRecord& now);

/// The same with every number rounded to 6 significant digits, as it is kept.
OutputRecord rounded(OutputRecord record);

/// One line for each key and seed of either side, by key. `now` may hold several of one key and
/// seed, one an attempt. `accepted` are those that were to be measured. Where an attempt of a key
/// failed, what the others computed is not what the key computes.
std::vector<DriftLine> drift(std::span<const OutputRecord> accepted,
                             std::span<const OutputRecord> now, const FailedKeys& failed = {});

}  // namespace tidegate::judge
