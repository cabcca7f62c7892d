#include "gzip_text.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

#include <fmt/format.h>
#include <zlib.h>

namespace verdict_trust {
namespace {

using tidegate::ErrorKind;
using tidegate::fail;
using tidegate::Outcome;

struct Close {
  void operator()(gzFile file) const { gzclose(file); }
};
using OpenFile = std::unique_ptr<std::remove_pointer_t<gzFile>, Close>;

tl::unexpected<tidegate::Error> unreadable(const std::filesystem::path& path, const char* cause) {
  return fail(ErrorKind::io, fmt::format("reading {} failed: {}", path.string(), cause),
              "Check who owns the file and whether it may be read.");
}

}  // namespace

Outcome<std::string> read_text(const std::filesystem::path& path) {
  std::error_code code;
  if (!std::filesystem::exists(path, code)) {
    return fail(ErrorKind::missing, fmt::format("{} does not exist", path.string()),
                "Give a *.jsonl or *.jsonl.gz file, or a folder that holds some.");
  }
  errno = 0;
  const OpenFile file(gzopen(path.c_str(), "rb"));
  if (!file) return unreadable(path, std::strerror(errno));

  std::string text;
  std::array<char, 1U << 16U> block{};
  int got = 0;
  while ((got = gzread(file.get(), block.data(), block.size())) > 0) {
    text.append(block.data(), static_cast<std::size_t>(got));
  }
  int problem = Z_OK;
  const char* cause = gzerror(file.get(), &problem);
  if (problem == Z_ERRNO) return unreadable(path, std::strerror(errno));
  if (problem != Z_OK) {
    return fail(ErrorKind::bad_input,
                fmt::format("{} is not whole gzip data: {}", path.string(), cause),
                "Copy the file again; a compressed recording must be complete.");
  }
  return text;
}

}  // namespace verdict_trust
