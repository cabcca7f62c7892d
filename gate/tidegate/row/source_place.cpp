#include <algorithm>
#include <limits>

#include <tidegate/row/row_parts.hpp>
#include <tidegate/row/source_json.hpp>

namespace tidegate {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

}  // namespace

bool is_inside_repository(std::string_view file) {
  if (file.empty() || file.front() == '/') return false;
  if (std::any_of(file.begin(), file.end(), is_control)) return false;
  while (!file.empty()) {
    const std::size_t slash = std::min(file.find('/'), file.size());
    if (file.substr(0, slash) == "..") return false;
    file.remove_prefix(std::min(slash + 1, file.size()));
  }
  return true;
}

SourcePlace read_listed_place(ObjectReader& object) {
  const Json* value = object.find("source");
  const JsonObject* place = value == nullptr ? nullptr : value->if_object();
  if (place == nullptr) return {};
  const Json* file = place->if_contains("file");
  const Json* line = place->if_contains("line");
  if (file == nullptr || line == nullptr || !file->is_string()) return {};
  const auto number = count_in(*line);
  if (!number || *number == 0 || *number > std::numeric_limits<std::uint32_t>::max()) return {};
  const auto& text = file->get_string();
  return {std::string_view{text.data(), text.size()}, static_cast<std::uint32_t>(*number)};
}

SourcePlace read_source_place(ObjectReader& object) {
  const SourcePlace place = read_listed_place(object);
  return is_inside_repository(place.file) ? place : SourcePlace{};
}

void add_source_place(JsonObject& object, const SourcePlace& place) {
  if (!place.known()) return;
  JsonObject& source = add_object(object, "source", 2);
  source.emplace("file", place.file.str());
  source.emplace("line", place.line);
}

}  // namespace tidegate
