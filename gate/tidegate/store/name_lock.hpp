/// A name that one process at a time has to itself.
/// Decides: that a locked file stands for the name; the kernel drops the lock when its holder dies.
/// Refuses to know: what is named.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include <tidegate/base/error.hpp>

namespace tidegate::store {

class NameLock {
 public:
  enum class File {
    fresh,  ///< must not exist yet: a name that nobody has used
    any,    ///< may have been left by an earlier holder
  };
  /// Nothing where somebody else has the name. Creates the folder. Errors: io.
  static Outcome<std::optional<NameLock>> take(const std::filesystem::path& file, File which);

  NameLock(NameLock&& other) noexcept;
  NameLock& operator=(NameLock&& other) = delete;
  NameLock(const NameLock&) = delete;
  NameLock& operator=(const NameLock&) = delete;
  /// Lets go; the file stays, unless remove() was called.
  ~NameLock();

  /// The name was used up or is not needed: its file goes.
  void remove() const;

 private:
  NameLock(std::filesystem::path file, int fd) : file_(std::move(file)), fd_(fd) {}
  std::filesystem::path file_;
  int fd_;
};

/// A name in a folder, held by `<folder>/.<name>.lock`.
struct ClaimedName {
  std::string name;
  NameLock lock;
};

/// The first of the names that `draw` gives which nobody else claims in `folder`. Errors: io.
Outcome<ClaimedName> claim_name(const std::filesystem::path& folder,
                                const std::function<std::string()>& draw);

}  // namespace tidegate::store
