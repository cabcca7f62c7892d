/// The sections of an ELF file that decide what it does when it runs.
/// Decides: which these are. Refuses to know: which files a program consists of.
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// What an ELF file amounts to, as text that is equal for equal code: a digest of each section.
struct ElfCode {
  std::string host;         ///< a line a section
  std::string device;       ///< the same of sections that hold code for GPUs
  bool is_dynamic = false;  ///< it names a dynamic loader, which can list its libraries
};

/// Errors: `missing` when it is no ELF file, `io` when it cannot be read, `bad_input` when torn.
Outcome<ElfCode> elf_code(const std::filesystem::path& path);

}  // namespace tidegate::run
