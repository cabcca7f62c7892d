/// A fixture with a folder of its own that is gone afterwards.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace tidegate::run {

class TempFolder : public testing::Test {
 protected:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tidegate-run-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder = std::filesystem::canonical(name);
  }
  ~TempFolder() override {
    std::error_code code;
    if (!folder.empty()) std::filesystem::remove_all(folder, code);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  void write(const std::filesystem::path& name, const std::string& text) const {
    std::filesystem::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
  }
  void write_script(const std::filesystem::path& name, const std::string& text) const {
    write(name, text);
    ASSERT_EQ(::chmod((folder / name).c_str(), 0755), 0);
  }
  std::string read(const std::filesystem::path& name) const {
    std::ifstream in(folder / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::filesystem::path folder;
};

}  // namespace tidegate::run
