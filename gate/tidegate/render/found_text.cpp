#include <tidegate/render/found_text.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {

std::string change_of(const judge::RatioFound& found) {
  return found.limit ? change_text(found.ratio, found.limit->limit) : change_text(found.ratio);
}

std::string ratio_of(const judge::RatioFound& found) {
  return found.limit ? ratio_text(found.ratio, found.limit->limit) : ratio_text(found.ratio);
}

}  // namespace tidegate::render
