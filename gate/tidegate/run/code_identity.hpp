/// Which machine code a program would run: a digest that is equal for equal code.
/// Decides: which sections of which files count as code. Refuses to know: what equal code means for
/// a verdict (judge/witness).
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// Digests as 32 hexadecimal digits.
struct CodeIdentity {
  std::string code;  ///< of the program and every shared library that it loads at its start
  std::string
      device;  ///< of the code for GPUs inside them (SASS and PTX); empty where there is none
};

/// Reads the program's ELF file and those of its libraries. What counts: every section that is
/// loaded and has content (instructions, constants, initial data, relocations); not: notes such as
/// the build id, symbol names, search paths, unwind tables, debug information and the lines on
/// which cases are declared, which say where a build lay and not what it does. Libraries are those
/// that the dynamic loader names; one that is opened later (dlopen) is not seen. Errors: `missing`
/// when the program is a script or anything else that is no ELF file; `bad_input` when a file is
/// torn; `process` when the loader does not find a library.
Outcome<CodeIdentity> code_identity(const std::filesystem::path& program);

}  // namespace tidegate::run
