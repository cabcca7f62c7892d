#include <tidegate/base/path_inside.hpp>

namespace tidegate {

std::filesystem::path path_inside(const std::filesystem::path& path,
                                  const std::filesystem::path& folder) {
  const std::filesystem::path inside = path.lexically_relative(folder);
  return inside.empty() || *inside.begin() == ".." ? std::filesystem::path{} : inside;
}

bool is_inside(const std::filesystem::path& path, const std::filesystem::path& folder) {
  return !path_inside(path, folder).empty();
}

}  // namespace tidegate
