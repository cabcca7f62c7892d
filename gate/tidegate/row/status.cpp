/// The words of the statuses, one row each.
#include <array>
#include <utility>

#include <tidegate/row/status.hpp>

namespace tidegate {
namespace {

constexpr std::array<std::pair<Status, std::string_view>, 9> words{{
    {Status::ok, "ok"},
    {Status::env_failed, "env_failed"},
    {Status::build_failed, "build_failed"},
    {Status::oom, "oom"},
    {Status::timeout, "timeout"},
    {Status::crashed, "crashed"},
    {Status::fidelity_failed, "fidelity_failed"},
    {Status::fidelity_inconclusive, "fidelity_inconclusive"},
    {Status::skipped, "skipped"},
}};

}  // namespace

std::string_view status_name(Status status) {
  return words[static_cast<std::size_t>(status)].second;
}

std::optional<Status> status_from(std::string_view name) {
  for (const auto& [status, word] : words) {
    if (word == name) return status;
  }
  return std::nullopt;
}

}  // namespace tidegate
