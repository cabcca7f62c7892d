/// The one copy of each text.
#include <functional>
#include <mutex>
#include <unordered_set>

#include <tidegate/row/kept_text.hpp>

namespace tidegate {
namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// Its nodes never move, so that pointers into it hold.
using Texts = std::unordered_set<std::string, TextHash, std::equal_to<>>;

}  // namespace

const std::string& KeptText::kept(std::string_view text) {
  static const std::string nothing;
  if (text.empty()) return nothing;
  static std::mutex one_at_a_time;
  // Never destroyed: a row that outlives main, in a static of somebody's, must still be readable.
  static Texts& texts = *new Texts;
  const std::lock_guard<std::mutex> lock(one_at_a_time);
  const auto found = texts.find(text);
  return *(found != texts.end() ? found : texts.emplace(text).first);
}

}  // namespace tidegate
