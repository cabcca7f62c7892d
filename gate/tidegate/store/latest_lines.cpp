#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include <tidegate/store/latest.hpp>

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

/// Files that stay open while lines of them follow each other.
class Lines {
 public:
  Outcome<std::string_view> at(const fs::path& path, const Place& place) {
    errno = 0;
    if (path != path_) {
      in_ = std::ifstream(path, std::ios::binary);
      path_ = path;
    }
    text_.resize(place.bytes);
    in_.seekg(static_cast<std::streamoff>(place.offset));
    if (in_.read(text_.data(), static_cast<std::streamsize>(place.bytes))) return text_;
    return fail(ErrorKind::io,
                fmt::format("reading line {} of {} failed: {}", place.line, path.string(),
                            errno == 0 ? "the file became shorter" : std::strerror(errno)),
                "Run the command again; somebody removed rows while they were read.");
  }

 private:
  fs::path path_;
  std::ifstream in_;
  std::string text_;
};

}  // namespace

Outcome<void> each_place(
    const Latest& latest,
    const std::function<Outcome<void>(std::string_view, const TextSource&, const Place&)>& take) {
  Lines lines;
  for (const LatestRow& row : latest.rows) {
    for (const Place& place : row.attempts) {
      const fs::path& path = latest.files[place.file];
      const auto text = lines.at(path, place);
      if (!text) return pass_on(text);
      if (auto taken = take(*text, {path.string(), place.line}, place); !taken) return taken;
    }
  }
  return {};
}

Outcome<void> each_line(
    const Latest& latest,
    const std::function<Outcome<void>(std::string_view, const std::string&, std::size_t)>& take) {
  return each_place(latest, [&take](std::string_view line, const TextSource& source, const Place&) {
    return take(line, source.file, source.line);
  });
}

}  // namespace tidegate::store
