/// A folder that goes with its owner.
/// Decides: that nothing is left of it. Refuses to know: what it holds.
#pragma once

#include <filesystem>
#include <system_error>
#include <utility>

namespace tidegate::run {

/// Removes a folder at its end; an empty path is no folder.
class OwnedFolder {
 public:
  explicit OwnedFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~OwnedFolder() {
    std::error_code code;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, code);
  }
  OwnedFolder(const OwnedFolder&) = delete;
  OwnedFolder& operator=(const OwnedFolder&) = delete;

 private:
  std::filesystem::path folder_;
};

}  // namespace tidegate::run
