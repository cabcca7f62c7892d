#include <tidegate/render/found_text.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {

std::string change_of(const judge::RatioFound& found) {
  return found.limit ? change_text(found.ratio, found.limit->limit) : change_text(found.ratio);
}

std::string tail_change_of(const judge::RatioFound& tail,
                           const std::optional<judge::RatioFound>& min) {
  if (!min || !min->limit) return change_of(tail);
  const double limit = min->limit->limit;
  return change_text(tail.ratio, tail.limit ? tail.limit->limit : limit, limit);
}

std::string interval_of(const judge::RatioFound& found) {
  if (!found.low || !found.high) return {};
  return found.limit ? interval_text(*found.low, *found.high, found.limit->limit)
                     : interval_text(*found.low, *found.high);
}

std::string ratio_of(const judge::RatioFound& found) {
  return found.limit ? ratio_text(found.ratio, found.limit->limit) : ratio_text(found.ratio);
}

}  // namespace tidegate::render
