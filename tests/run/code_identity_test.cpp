#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/code_identity.hpp>
#include <tidegate/run/elf_code.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// Stands in this program's constants, where a test changes it.
const volatile char marker[] = "a constant of the program under test";

class Identity : public TempFolder {
 protected:
  /// This program itself, or what a change of its bytes makes of it.
  fs::path copy(const std::string& name) {
    const fs::path path = folder / name;
    fs::copy_file("/proc/self/exe", path);
    return path;
  }
  fs::path write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder / name;
    EXPECT_TRUE(write_file_atomically(path, bytes));
    fs::permissions(path, fs::perms::owner_all);
    return path;
  }
  static std::string bytes_of(const fs::path& path) { return *read_file(path); }
  static void run(const std::string& program, std::vector<std::string> arguments) {
    Command command;
    command.program = program;
    command.arguments = std::move(arguments);
    const auto finished = run_to_end(command, Limits{60, {}});
    ASSERT_TRUE(finished) << finished.error().what;
    ASSERT_TRUE(finished->succeeded()) << finished->err;
  }
};

TEST_F(Identity, ACopyIsTheSameProgram) {
  const auto first = code_identity(copy("first"));
  const auto second = code_identity(copy("second"));
  ASSERT_TRUE(first) << first.error().what;
  ASSERT_TRUE(second);
  EXPECT_EQ(first->code, second->code);
  EXPECT_TRUE(first->device.empty());
}

TEST_F(Identity, AnotherConstantIsAnotherProgram) {
  std::string bytes = bytes_of("/proc/self/exe");
  const std::string wanted(const_cast<const char*>(marker));
  const std::size_t at = bytes.find(wanted);
  ASSERT_NE(at, std::string::npos);
  bytes[at] = 'A';
  const auto changed = code_identity(write("changed", bytes));
  ASSERT_TRUE(changed) << changed.error().what;
  EXPECT_NE(changed->code, code_identity(copy("first"))->code);
}

TEST_F(Identity, SymbolNamesAreNoCode) {
  const fs::path stripped = copy("stripped");
  run("strip", {stripped.string()});
  ASSERT_LT(fs::file_size(stripped), fs::file_size("/proc/self/exe"));
  const auto identity = code_identity(stripped);
  ASSERT_TRUE(identity) << identity.error().what;
  EXPECT_EQ(identity->code, code_identity(copy("first"))->code);
}

/// Two programs that differ in nothing but which function of a library they call.
TEST_F(Identity, TheNamesOfImportedFunctionsCount) {
  std::string bytes = bytes_of("/proc/self/exe");
  const std::string wanted("\0strtod\0", 8);  // an import of this program, see below
  const std::size_t at = bytes.find(wanted);
  ASSERT_NE(at, std::string::npos) << std::strtod(folder.c_str(), nullptr);
  bytes.replace(at + 1, 6, "strtof");
  const auto changed = elf_code(write("changed", bytes));
  const auto usual = elf_code(copy("first"));
  ASSERT_TRUE(changed) << changed.error().what;
  EXPECT_NE(changed->host, usual->host);
}

TEST_F(Identity, CodeForGpusIsKeptApart) {
  const fs::path image = write("image", "a fat binary");
  const fs::path with = folder / "with_device_code";
  run("objcopy", {"--add-section", ".nv_fatbin=" + image.string(), "--set-section-flags",
                  ".nv_fatbin=alloc,readonly,data", copy("first").string(), with.string()});
  const auto identity = code_identity(with);
  ASSERT_TRUE(identity) << identity.error().what;
  EXPECT_FALSE(identity->device.empty());
  EXPECT_EQ(identity->code, code_identity(copy("second"))->code);
}

/// A comment above a case moves its line, and must not make another program of it.
TEST_F(Identity, TheLinesOfDeclarationsAreNoCode) {
  const fs::path lines = write("lines", "\x29");
  const fs::path with = folder / "with_lines";
  run("objcopy", {"--add-section", "tidegate_lines=" + lines.string(), "--set-section-flags",
                  "tidegate_lines=alloc,readonly,data", copy("first").string(), with.string()});
  const auto identity = code_identity(with);
  ASSERT_TRUE(identity) << identity.error().what;
  EXPECT_EQ(identity->code, code_identity(copy("second"))->code);
}

TEST_F(Identity, AScriptHasNone) {
  const auto identity = code_identity(write("script.sh", "#!/bin/sh\nexit 0\n"));
  ASSERT_FALSE(identity);
  EXPECT_EQ(identity.error().kind, ErrorKind::missing);
}

TEST_F(Identity, ATornFileIsAnError) {
  const std::string bytes = bytes_of("/proc/self/exe");
  for (const std::size_t kept : {std::size_t{20}, std::size_t{64}, bytes.size() / 2}) {
    const auto identity = code_identity(write("torn", bytes.substr(0, kept)));
    EXPECT_FALSE(identity) << kept << " bytes";
  }
  EXPECT_FALSE(code_identity(folder / "nowhere"));
}

}  // namespace
}  // namespace tidegate::run
