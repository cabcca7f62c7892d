/// Recorded process launches: one JSON object a line, plain or compressed.
/// Decides: the fields of a line, that a torn last line is forgiven and noted, and that every other
/// bad line is an error. Refuses to know: which launches belong together and what a rule makes of
/// them.
/// Fields: `s` stage, `r` round, `k` kernel, `v` variant, `p` planted percent, `w` the samples, ns
/// a sample, in the order taken. Others (`t`, `la`, `iv`, ...) describe the machine and are not
/// read. recordings/README.md describes what was recorded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>

namespace verdict_trust {

/// One process that measured one kernel once.
struct Launch {
  std::string stage;
  std::uint64_t round = 0;
  std::string kernel;
  std::string variant;
  double planted = 0;           ///< extra work, percent
  std::vector<double> samples;  ///< ns, at least 20, all above 0
};

struct Recording {
  std::vector<Launch> launches;
  std::vector<std::string> notes;  ///< one sentence for each torn last line
};

/// The launches of one text; `name` stands in errors and notes.
tidegate::Outcome<Recording> parse_recording(std::string_view text, const std::string& name);

/// Reads files, and *.jsonl and *.jsonl.gz of folders, sorted. No launch at all is an error.
tidegate::Outcome<Recording> read_recordings(std::span<const std::filesystem::path> paths);

}  // namespace verdict_trust
