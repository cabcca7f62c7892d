/// How far two processes of the same program lie apart on one machine class, row by row: what a
/// stored baseline cannot be blamed for.
/// Decides: how a band is learnt from A/A processes, where it lies, and that it only ever widens a
/// limit. Refuses to know: who measured, and lockstep pairs, which need no band.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/policy.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/case_id.hpp>

namespace tidegate::judge {

/// Excess ratios: 0.04 says that 99 of 100 pairs of processes of identical code lie within 4 %.
struct NoiseBand {
  Key key;
  double min = 0;  ///< of the warm minimum
  double p95 = 0;  ///< of the warm p95; 0 when processes were too short for one
  std::uint64_t processes = 0;
};

/// The widest band, as an excess ratio: beyond it a screen would say nothing any more, and whoever
/// wants to know must measure in lockstep.
inline constexpr double widest_band = 0.25;

/// Takes the bands out whose min or p95 is beyond `widest_band`, and returns those.
std::vector<NoiseBand> take_too_wide(std::vector<NoiseBand>& bands);

/// The ratio, less 1, within which 99 of 100 of these |ln(a / b)| lie; 0 for none.
double band_of(const std::vector<double>& distances);

/// A band for each key with ok processes in at least two suites: the 0.99 quantile of
/// |ln(a / b)| over all pairs of processes of different suites, as a ratio less 1. Processes of one
/// suite are minutes apart at most and would promise too little noise. In the order of the keys.
std::vector<NoiseBand> learn_bands(std::span<const std::vector<AttemptRow>> suites);

/// `<baselines>/<machine_class>/noise.json`
std::filesystem::path noise_file(const std::filesystem::path& baselines,
                                 const std::string& machine_class);

/// None without the file. Errors: bad_input with the file's name; a version from the future.
Outcome<std::vector<NoiseBand>> read_bands(const std::filesystem::path& file);

/// Replaces the bands of these keys, takes out those of the keys of `refused`, and keeps the
/// others. Errors: those of read_bands, `io`.
Outcome<void> write_bands(const std::filesystem::path& file, std::span<const NoiseBand> bands,
                          std::span<const NoiseBand> refused = {});

/// The limits with each one at least as wide as the band; the operators stay. `band` may be null.
Limits widened(Limits limits, const NoiseBand* band);

}  // namespace tidegate::judge
