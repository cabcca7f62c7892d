/// Whether the kernel killed for want of memory while an attempt ran.
/// Decides: that only what happened between two counts is evidence. Refuses to know: whose process
/// was killed, which the kernel does not tell; run/death asks for a SIGKILL of ours beside it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

namespace tidegate::run {

/// How many processes the kernel has killed so far; nothing where nobody counts.
using OomKills = std::function<std::optional<std::uint64_t>()>;

class OomWatch {
 public:
  /// Counts now. An empty function counts for this process's control group.
  explicit OomWatch(OomKills count);
  /// Whether the count has grown since.
  bool struck() const;

 private:
  OomKills count_;
  std::optional<std::uint64_t> before_;
};

}  // namespace tidegate::run
