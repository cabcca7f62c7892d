/// Amounts per second.
#include <tidegate/row/work_rate.hpp>

namespace tidegate {
namespace {

std::optional<double> stated(const Work& work, RateOf rate) {
  switch (rate) {
    case RateOf::none:
      break;
    case RateOf::elements:
      return work.elements;
    case RateOf::bytes:
      return work.bytes;
    case RateOf::flops:
      return work.flops;
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> amount_of(const Work& work, RateOf rate) {
  const auto amount = stated(work, rate);
  // 0 is how work(bytes, flops) says that one of the two is not counted; a rate of 0 misleads.
  return amount && *amount > 0 ? amount : std::nullopt;
}

std::optional<double> work_rate(const Work& work, RateOf rate, double seconds) {
  const auto amount = amount_of(work, rate);
  if (!amount || !(seconds > 0)) return std::nullopt;
  const double found = *amount / seconds;
  return is_plausible(found, "") ? std::optional(found) : std::nullopt;
}

}  // namespace tidegate
