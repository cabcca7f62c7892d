/// A pattern over `case/point/provider`, for `--filter`.
/// Decides: what a pattern means. Refuses to know: which listings there are.
///
/// `semiring_*`                 cases; what is left out matches anything
/// `*/n=512,algebra=l*`         points that have every named axis with such a value
/// `*/*/kokkos`                 providers
/// `!*/*/naive`                 the same, but what it matches is left out, whatever else matches
/// `*` stands for any letters, `?` for one, `[abc]` for one of these (fnmatch).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/case_id.hpp>

namespace tidegate::run {

struct Filter {
  enum class Meaning { keep, leave_out } meaning = Meaning::keep;
  std::string case_name = "*";
  std::vector<std::pair<std::string, std::string>> axes;  ///< name, pattern of its value
  std::string provider = "*";

  bool matches(const Key& key) const;
};

/// Errors (usage): more than three parts, an axis without a value, an empty part.
Outcome<Filter> parse_filter(std::string_view text);

/// What one or several patterns select together: without any to keep, everything is kept.
bool passes(const std::vector<Filter>& filters, const Key& key);

}  // namespace tidegate::run
