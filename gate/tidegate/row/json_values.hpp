/// Values of a JSON document for readers.
/// Decides: how what is not known is written. Refuses to know: which document it is in.
#pragma once

#include <string>
#include <string_view>

#include <tidegate/row/json.hpp>

namespace tidegate {

inline Json text_json(const std::string& text) { return Json(boost::json::string_view(text)); }

/// Unknown is null, never left out.
inline Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : text_json(text);
}

template <class Optional>
Json value_or_null(const Optional& value) {
  return value ? Json(*value) : Json(nullptr);
}

inline Json name_json(std::string_view name) { return text_json(std::string{name}); }

}  // namespace tidegate
