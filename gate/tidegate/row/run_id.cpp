#include <charconv>
#include <cstdint>
#include <system_error>
#include <tuple>
#include <utility>

#include <tidegate/row/run_id.hpp>

namespace tidegate {
namespace {

/// A run id without its number, and the number: `r-10` is the tenth run named r.
std::pair<std::string_view, std::uint64_t> numbered(std::string_view run_id) {
  const std::size_t dash = run_id.rfind('-');
  if (dash == std::string_view::npos) return {run_id, 1};
  std::uint64_t number = 0;
  const char* end = run_id.data() + run_id.size();
  const auto [stop, error] = std::from_chars(run_id.data() + dash + 1, end, number);
  if (error != std::errc{} || stop != end) return {run_id, 1};
  return {run_id.substr(0, dash), number};
}

}  // namespace

bool is_older_run(std::string_view a, std::string_view b) {
  const auto left = numbered(a);
  const auto right = numbered(b);
  return std::tie(left, a) < std::tie(right, b);
}

}  // namespace tidegate
