/// Folders that are gone when a test is over.
/// Decides: their names and what can be put into them. Refuses to know: what is tested.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace tidegate {

/// One as a value. Its path has no symbolic link in it, so that what a program says of it compares.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tidegate-test-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = std::filesystem::canonical(name);
    EXPECT_FALSE(path_.empty()) << "no folder like " << name << " could be made";
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code code;
    if (!path_.empty()) std::filesystem::remove_all(path_, code);
  }

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

  /// Makes the folders above it as well.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  std::string read(const std::filesystem::path& name) const {
    std::ifstream in(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::filesystem::path path_;
};

/// One as a fixture: each test has its own.
class TempFolder : public testing::Test {
 protected:
  std::filesystem::path write(const std::filesystem::path& name, std::string_view text) const {
    return scratch_.write(name, text);
  }
  void write_script(const std::filesystem::path& name, std::string_view text) const {
    ASSERT_EQ(::chmod(write(name, text).c_str(), 0755), 0);
  }
  std::string read(const std::filesystem::path& name) const { return scratch_.read(name); }

 private:
  ScratchFolder scratch_;

 protected:
  const std::filesystem::path& folder = scratch_.path();
};

}  // namespace tidegate
