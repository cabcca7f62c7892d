#include <chrono>
#include <utility>

#include <fmt/format.h>

#include <tidegate/run/suite_budget.hpp>

namespace tidegate::run {

SuiteBudget::SuiteBudget(std::optional<double> limit_s, Seconds now)
    : limit_s_(limit_s), now_(std::move(now)), start_s_(now_()) {}

std::string SuiteBudget::spent() const {
  if (!limit_s_ || now_() - start_s_ < *limit_s_) return {};
  return fmt::format("the suite's budget of {} s was spent before its turn came", *limit_s_);
}

double SuiteBudget::steady_seconds() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(since).count();
}

}  // namespace tidegate::run
