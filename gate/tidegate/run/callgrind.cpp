#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/run/callgrind.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kept{"PATH", "LD_LIBRARY_PATH"};

std::vector<std::string> names_to_unset() {
  std::vector<std::string> names;
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::string_view name = text.substr(0, text.find('='));
    if (name.empty() || name == kept[0] || name == kept[1]) continue;
    names.emplace_back(name);
  }
  return names;
}

/// What follows `prefix` in a line that begins with it.
std::optional<std::string> after(const std::string& line, std::string_view prefix) {
  if (line.rfind(prefix, 0) != 0) return std::nullopt;
  return line.substr(prefix.size());
}

/// One dump: `desc: Trigger: Client Request: tidegate 1` and `summary: 12061`.
struct Dump {
  std::string trigger;
  std::optional<std::uint64_t> instructions;
};

Dump read_dump(const fs::path& file) {
  Dump dump;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (auto trigger = after(line, "desc: Trigger: Client Request: ")) dump.trigger = *trigger;
    const auto count = after(line, "summary: ");
    if (!count) continue;
    std::uint64_t value = 0;
    const auto [end, code] = std::from_chars(count->data(), count->data() + count->size(), value);
    if (code == std::errc{} && end == count->data() + count->size()) dump.instructions = value;
    break;  // what follows is the profile, megabytes of it
  }
  return dump;
}

std::optional<std::uint64_t> dumped(const fs::path& dumps, int part) {
  const Dump dump = read_dump(fmt::format("{}.{}", dumps.string(), part));
  if (dump.trigger != fmt::format("tidegate {}", part)) return std::nullopt;
  return dump.instructions;
}

}  // namespace

Command under_callgrind(const fs::path& valgrind, Command worker, const fs::path& dumps) {
  std::vector<std::string> arguments{"--tool=callgrind", "--instr-atstart=no", "--vgdb=no",
                                     fmt::format("--callgrind-out-file={}", dumps.string()),
                                     worker.program.string()};
  for (std::string& word : worker.arguments) arguments.push_back(std::move(word));
  worker.program = valgrind;
  worker.arguments = std::move(arguments);
  worker.unset = names_to_unset();
  return worker;
}

Outcome<double> instructions_per_call(const fs::path& dumps, std::uint32_t calls) {
  const auto once = dumped(dumps, 1);
  const auto twice = dumped(dumps, 2);
  if (!once || !twice) {
    return fail(ErrorKind::bad_input, "the worker did not mark its calls for callgrind",
                "Build it with TIDEGATE_MAIN() where valgrind/callgrind.h is installed.");
  }
  if (calls == 0 || *twice <= *once) {
    return fail(
        ErrorKind::bad_input,
        fmt::format("{} calls took {} instructions, twice as many calls {}", calls, *once, *twice),
        "The operation does less the more often it is called: count other inputs.");
  }
  return static_cast<double>(*twice - *once) / static_cast<double>(calls);
}

bool unknown_instruction(const std::string& stderr_text) {
  return stderr_text.find("Unrecognised instruction") != std::string::npos ||
         stderr_text.find("Illegal opcode") != std::string::npos;
}

}  // namespace tidegate::run
