#include <sstream>
#include <vector>

#include <fmt/format.h>

#include <tidegate/base/digest.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/code_identity.hpp>
#include <tidegate/run/elf_code.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

constexpr double limit_s = 30;

/// The file of one line of the loader's list, `libm.so.6 => /lib/libm.so.6 (0x7f..)` or
/// `/lib64/ld-linux-x86-64.so.2 (0x7f..)`; empty for what has no file, such as the kernel's vdso.
std::string file_in(std::string_view line) {
  const std::size_t arrow = line.find("=> ");
  std::string_view rest = arrow == std::string_view::npos ? line : line.substr(arrow + 3);
  const std::size_t start = rest.find_first_not_of(" \t");
  if (start == std::string_view::npos) return {};
  rest = rest.substr(start);
  const std::size_t end = rest.rfind(" (0x");
  return rest.front() == '/' ? std::string(rest.substr(0, end)) : std::string{};
}

/// The loader lists instead of starting the program when this variable is set: what ldd does.
Outcome<std::vector<fs::path>> libraries_of(const fs::path& program) {
  Command command;
  command.program = program;
  command.environment = {{"LD_TRACE_LOADED_OBJECTS", "1"}};
  const auto finished = run_to_end(command, Limits{limit_s, {}});
  if (!finished) return pass_on(finished);
  std::vector<fs::path> files;
  std::istringstream lines(finished->out);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("not found") != std::string::npos) {
      return fail(ErrorKind::process, fmt::format("{}: {}", program.string(), line),
                  "Install the library, or set LD_LIBRARY_PATH.");
    }
    if (const std::string file = file_in(line); !file.empty()) files.emplace_back(file);
  }
  return files;
}

void add(std::string& text, const fs::path& path, const std::string& sections) {
  if (!sections.empty()) text += path.filename().string() + "\n" + sections;
}

}  // namespace

Outcome<CodeIdentity> code_identity(const fs::path& program) {
  const auto own = elf_code(program);
  if (!own) return pass_on(own);
  std::string host = own->host;  // a copy under another name is the same program
  std::string device = own->device;
  if (own->is_dynamic) {
    const auto files = libraries_of(program);
    if (!files) return pass_on(files);
    for (const fs::path& file : *files) {
      const auto code = elf_code(file);
      if (!code) return pass_on(code);
      add(host, file, code->host);
      add(device, file, code->device);
    }
  }
  return CodeIdentity{digest(host), device.empty() ? std::string{} : digest(device)};
}

}  // namespace tidegate::run
