/// Whether a tag names a release.
/// Decides: where a version begins in its name, and which words behind it say that it is none yet.
/// Refuses to know: git, and which of several releases is wanted.
#pragma once

#include <string_view>

namespace tidegate::run {

/// True of `v1.2`, `1.2.3`, `name-1.2.3`, `name/v1`, `my-device-1.0`. False of a mark without a
/// version, of `nightly` and `snapshot` as a word anywhere, and of a pre-release: behind the
/// version rc, alpha, beta, pre, preview, prerelease, dev, canary, or a and b between digits
/// (`v2.0b1`).
///
/// In front of the version those words are part of a name. Without the one rule a real release is
/// passed over; without the other a slowdown between two releases is parted into steps that each
/// pass.
bool names_release(std::string_view tag);

}  // namespace tidegate::run
