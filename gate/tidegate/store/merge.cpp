#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/store/merge.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

/// A block of a file; what could not be read shows in `in.bad()`.
std::string_view next_block(std::ifstream& in, std::array<char, 1U << 16U>& block) {
  in.read(block.data(), static_cast<std::streamsize>(block.size()));
  return {block.data(), static_cast<std::size_t>(in.gcount())};
}

tl::unexpected<Error> cannot(const char* doing, const fs::path& path, int code) {
  return fail(ErrorKind::io,
              fmt::format("{} {} failed: {}", doing, path.string(), std::strerror(code)),
              "Check the path and the disk, then merge again: what was copied is kept.");
}

Outcome<bool> same_bytes(const fs::path& a, const fs::path& b) {
  std::ifstream first(a, std::ios::binary);
  std::ifstream second(b, std::ios::binary);
  std::array<char, 1U << 16U> left{};
  std::array<char, 1U << 16U> right{};
  while (first && second) {
    if (next_block(first, left) != next_block(second, right)) return false;
  }
  if (!first.is_open() || first.bad()) return cannot("reading", a, errno);
  if (!second.is_open() || second.bad()) return cannot("reading", b, errno);
  return first.eof() == second.eof();
}

/// Gives `path` the bytes of `from` unless it exists; false then. The name appears with all bytes
/// on the disk, and never in the place of another file.
Outcome<bool> copy_new(const fs::path& from, const fs::path& path) {
  std::ifstream in(from, std::ios::binary);
  if (!in) return cannot("reading", from, errno);
  const fs::path aside = path.string() + fmt::format(".merging.{}", ::getpid());
  const auto written = write_pieces_atomically(aside, [&in](const TextSink& put) {
    std::array<char, 1U << 16U> block{};
    while (in) put(next_block(in, block));
  });
  if (!written) return pass_on(written);
  const int linked = in.bad() ? EIO : ::link(aside.c_str(), path.c_str()) == 0 ? 0 : errno;
  ::unlink(aside.c_str());
  if (linked == EEXIST) return false;
  if (linked != 0) return cannot("copying to", path, linked);
  return true;
}

/// What is to be copied where, and what is there already.
struct Plan {
  std::map<fs::path, fs::path> copies;  // target to source
  std::vector<std::string> differing;
  std::size_t same = 0;
};

Outcome<void> plan_file(const RunFile& file, const fs::path& root, Plan& plan) {
  const fs::path target = root / file.case_folder / file.path.filename();
  const auto planned = plan.copies.find(target);
  std::error_code code;
  const bool there = fs::exists(target, code);
  if (!there && planned == plan.copies.end()) {
    plan.copies.emplace(target, file.path);
    return {};
  }
  const fs::path& other = there ? target : planned->second;
  const auto same = same_bytes(file.path, other);
  if (!same) return pass_on(same);
  if (*same) {
    ++plan.same;
  } else {
    plan.differing.push_back(fmt::format("{} and {}", file.path.string(), other.string()));
  }
  return {};
}

tl::unexpected<Error> differing(const std::vector<std::string>& pairs) {
  const std::string more =
      pairs.size() > 1 ? fmt::format(" (and {} more such runs)", pairs.size() - 1) : "";
  return fail(ErrorKind::incompatible,
              fmt::format("{} are the same run with different rows{}", pairs.front(), more),
              "Nothing was copied. Find out which one is true and move the other one away.");
}

}  // namespace

Outcome<Merged> merge(const RowStore& into, std::span<const fs::path> from) {
  Plan plan;
  for (const fs::path& root : from) {
    const auto files = run_files(root);
    if (!files) return pass_on(files);
    for (const RunFile& file : *files) {
      if (const auto planned = plan_file(file, into.root(), plan); !planned) {
        return pass_on(planned);
      }
    }
  }
  if (!plan.differing.empty()) return differing(plan.differing);
  std::error_code code;
  fs::create_directories(mark_of(into.root()), code);
  if (code) return cannot("creating", mark_of(into.root()), code.value());

  Merged merged;
  merged.same = plan.same;
  for (const auto& [target, source] : plan.copies) {
    const auto copied = copy_new(source, target);
    if (!copied) return pass_on(copied);
    if (*copied) {
      merged.copied.push_back(target);
      continue;
    }
    const auto same = same_bytes(source, target);  // somebody else wrote it meanwhile
    if (!same) return pass_on(same);
    if (!*same) return differing({fmt::format("{} and {}", source.string(), target.string())});
    ++merged.same;
  }
  return merged;
}

}  // namespace tidegate::store
