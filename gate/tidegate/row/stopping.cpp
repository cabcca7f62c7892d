/// The words, one row each.
#include <array>
#include <utility>

#include <tidegate/row/stopping.hpp>

namespace tidegate {
namespace {

constexpr std::array<std::pair<Criterion, std::string_view>, 3> criteria{{
    {Criterion::samples, "samples"},
    {Criterion::stdrel, "stdrel"},
    {Criterion::entropy, "entropy"},
}};

constexpr std::array<std::pair<StopReason, std::string_view>, 4> reasons{{
    {StopReason::criterion, "criterion"},
    {StopReason::budget, "budget"},
    {StopReason::hard_budget, "hard_budget"},
    {StopReason::asked, "asked"},
}};

template <class Table>
auto found(const Table& table, std::string_view name) {
  using Value = typename Table::value_type::first_type;
  for (const auto& [value, word] : table) {
    if (word == name) return std::optional<Value>(value);
  }
  return std::optional<Value>();
}

}  // namespace

std::string_view criterion_name(Criterion criterion) {
  return criteria[static_cast<std::size_t>(criterion)].second;
}

std::optional<Criterion> criterion_from(std::string_view name) { return found(criteria, name); }

std::string_view stop_reason_name(StopReason reason) {
  return reasons[static_cast<std::size_t>(reason)].second;
}

std::optional<StopReason> stop_reason_from(std::string_view name) { return found(reasons, name); }

}  // namespace tidegate
