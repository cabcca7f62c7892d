#include <map>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/evidence/checksums.hpp>
#include <tidegate/evidence/sha256.hpp>

namespace tidegate::evidence {
namespace {

namespace fs = std::filesystem;

/// Sums by name, relative to the folder.
using Sums = std::map<std::string, std::string>;

constexpr std::size_t digits = 64;

tl::unexpected<Error> unreadable(const fs::path& folder, const std::error_code& code) {
  return fail(code == std::errc::no_such_file_or_directory ? ErrorKind::missing : ErrorKind::io,
              "reading the folder " + folder.string() + " failed: " + code.message(),
              "Name a folder that `tidegate harness` wrote.");
}

Outcome<std::string> sum_of(const fs::path& file) {
  const auto text = read_file(file);
  if (!text) return pass_on(text);
  std::string sum = sha256(*text);
  if (!sum.empty()) return sum;
  return fail(ErrorKind::io, "the SHA-256 of " + file.string() + " could not be computed",
              "OpenSSL refused: look at its configuration.");
}

/// A link or a device in evidence stands for something that is not in it: whoever owns that could
/// change it behind the checksum's back, and reading a pipe would never end.
Outcome<void> check_regular(const fs::directory_entry& entry, const std::string& name) {
  std::error_code code;
  const fs::file_status status = entry.symlink_status(code);
  if (code) {
    return fail(ErrorKind::io,
                fmt::format("looking at {} failed: {}", entry.path().string(), code.message()),
                "Check the folder's permissions.");
  }
  if (fs::is_regular_file(status)) return {};
  return fail(ErrorKind::bad_input,
              fmt::format("{} is {} and no regular file", entry.path().string(),
                          fs::is_symlink(status) ? "a link" : "a device, pipe or socket"),
              fmt::format("Evidence holds its own bytes: put the file {} itself there.", name));
}

Outcome<Sums> sums_below(const fs::path& folder) {
  Sums sums;
  std::error_code code;
  fs::recursive_directory_iterator entries(folder, code);
  for (; !code && entries != fs::recursive_directory_iterator(); entries.increment(code)) {
    if (entries->is_directory() && !entries->is_symlink()) continue;
    const std::string name = entries->path().lexically_relative(folder).generic_string();
    if (const auto regular = check_regular(*entries, name); !regular) return pass_on(regular);
    if (name == checksums_file) continue;
    const auto sum = sum_of(entries->path());
    if (!sum) return pass_on(sum);
    sums[name] = *sum;
  }
  if (code) return unreadable(folder, code);
  return sums;
}

Outcome<Sums> sums_written(const fs::path& folder) {
  const fs::path file = folder / checksums_file;
  const auto text = read_file(file);
  if (!text) return pass_on(text);
  Sums sums;
  std::size_t line_number = 0;
  for (const std::string& line : split(*text, '\n')) {
    ++line_number;
    // `<64 digits>  <name>`; sha256sum marks binary mode with an asterisk.
    const bool shaped = line.size() > digits + 2 && line[digits] == ' ' &&
                        (line[digits + 1] == ' ' || line[digits + 1] == '*') &&
                        line.find_first_not_of("0123456789abcdef") == digits;
    if (!shaped) {
      return fail(ErrorKind::bad_input,
                  fmt::format("{}:{}: this is no checksum", file.string(), line_number),
                  "A line is 64 hexadecimal digits, two blanks and a file.");
    }
    sums[line.substr(digits + 2)] = line.substr(0, digits);
  }
  return sums;
}

}  // namespace

Outcome<void> write_checksums(const fs::path& folder) {
  const auto sums = sums_below(folder);
  if (!sums) return pass_on(sums);
  std::string text;
  for (const auto& [name, sum] : *sums) {
    if (name.find_first_of("\n\r\\") != std::string::npos) {
      return fail(ErrorKind::bad_input,
                  "a file of " + folder.string() + " has a name that no checksum file can hold",
                  "Rename the file with the newline or backslash in its name.");
    }
    text += fmt::format("{}  {}\n", sum, name);
  }
  return write_file_atomically(folder / checksums_file, text);
}

Outcome<std::vector<std::string>> checksum_flaws(const fs::path& folder) {
  std::error_code code;
  if (!fs::is_directory(folder, code)) {
    return unreadable(folder, code ? code : std::make_error_code(std::errc::not_a_directory));
  }
  const auto written = sums_written(folder);
  if (!written) return pass_on(written);
  const auto found = sums_below(folder);
  if (!found) return pass_on(found);
  std::map<std::string, std::string> flaws;
  for (const auto& [name, sum] : *written) {
    const auto now = found->find(name);
    if (now == found->end()) {
      flaws[name] = name + " is missing";
    } else if (now->second != sum) {
      flaws[name] = name + " was changed: its checksum is another one";
    }
  }
  for (const auto& [name, sum] : *found) {
    if (written->count(name) == 0) flaws[name] = name + " was added: it has no checksum";
  }
  std::vector<std::string> sentences;
  for (auto& [name, sentence] : flaws) sentences.push_back(std::move(sentence));
  return sentences;
}

}  // namespace tidegate::evidence
