/// A history with two changes, worked out by hand, for the tests of renderers.
/// Decides: its numbers. Refuses to know: any renderer, and how changes are found.
#pragma once

#include <string>

#include <fakes/sample_report.hpp>

#include <tidegate/judge/history.hpp>

namespace tidegate::fakes {

/// Of the first crossing of every_verdict(): 6 commits around 1.20 ms, 6 around 1.24 ms, then 4
/// around 1.33 ms; the third one was measured twice.
inline judge::History two_steps() {
  judge::History history;
  const judge::GateLine line = slower_line();
  history.key = line.key;
  history.metric = "warm_time";
  history.unit = "s";
  history.machine_class = "amd-epyc-7763-64-core-processor-1a2b3c4d";
  for (int i = 0; i < 16; ++i) {
    const double level = i < 6 ? 1.20e-3 : i < 12 ? 1.24e-3 : 1.33e-3;
    const std::string digit(1, "0123456789abcdef"[i]);
    std::string commit;
    for (int j = 0; j < 20; ++j) commit += "c" + digit;
    const std::string day = (i + 1 < 10 ? "0" : "") + std::to_string(i + 1);
    history.points.push_back({commit, "2026-11-" + day, "202611" + day + "T013000Z__" + commit,
                              level + 2e-6 * static_cast<double>((i * 3) % 5 - 2),
                              static_cast<std::size_t>(i == 2 ? 2 : 1)});
  }
  history.points[9].date.clear();
  history.changes = {{6, 1.2e-3, 1.24e-3, 1.24 / 1.2, 0.004},
                     {12, 1.24e-3, 1.33e-3, 1.33 / 1.24, 0.001}};
  return history;
}

}  // namespace tidegate::fakes
