/// A worker under valgrind's callgrind, which counts instructions exactly.
/// Decides: how it is called, how its dumps are read, and which of its deaths is whose fault.
/// Refuses to know: rows and the protocol.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/run/child_process.hpp>

namespace tidegate::run {

/// `worker` under `valgrind`, dumping to `<dumps>.1`, `<dumps>.2`, ...; counting starts when the
/// worker asks for it. Of the environment only PATH and LD_LIBRARY_PATH remain: its length moves
/// counts by up to 0.1 %.
Command under_callgrind(const std::filesystem::path& valgrind, Command worker,
                        const std::filesystem::path& dumps);

/// Instructions of one call: the dumps that the worker asked for as `tidegate 1` (`calls` calls)
/// and `tidegate 2` (twice as many) differ by exactly `calls` calls. Errors (bad_input): a dump is
/// missing or has no count, the second is not larger.
Outcome<double> instructions_per_call(const std::filesystem::path& dumps, std::uint32_t calls);

/// Whether valgrind gave up on an instruction that it does not know.
bool unknown_instruction(const std::string& stderr_text);

}  // namespace tidegate::run
