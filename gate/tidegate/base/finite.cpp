#include <bit>
#include <cstdint>
#include <limits>

#include <tidegate/base/finite.hpp>

namespace tidegate {
namespace {

static_assert(std::numeric_limits<double>::is_iec559 && sizeof(double) == sizeof(std::uint64_t));

constexpr std::uint64_t exponent = 0x7FF0'0000'0000'0000;
constexpr std::uint64_t fraction = 0x000F'FFFF'FFFF'FFFF;

}  // namespace

bool is_finite(double value) {
  return (std::bit_cast<std::uint64_t>(value) & exponent) != exponent;
}

bool is_nan(double value) {
  return !is_finite(value) && (std::bit_cast<std::uint64_t>(value) & fraction) != 0;
}

}  // namespace tidegate
