#include <exception>
#include <utility>

#include <fmt/format.h>

#include <tidegate/measure/session.hpp>

namespace tidegate::measure {

SessionRegistration::SessionRegistration(Session session) {
  sessions().push_back(std::move(session));
}

std::vector<Session>& sessions() {
  static std::vector<Session> registered;
  return registered;
}

Outcome<RunningSessions> RunningSessions::start(const std::vector<Session>& wanted) {
  RunningSessions result;
  for (const Session& session : wanted) {
    try {
      if (session.start) session.start();
    } catch (const std::exception& problem) {
      return fail(ErrorKind::missing,
                  fmt::format("{} could not be started: {}", session.name, problem.what()),
                  "Check its environment variables, its driver and its libraries.");
    }
    result.running_.push_back(session);
  }
  return result;
}

RunningSessions::RunningSessions(RunningSessions&& other) noexcept
    : running_(std::exchange(other.running_, {})) {}

RunningSessions::~RunningSessions() {
  for (auto session = running_.rbegin(); session != running_.rend(); ++session) {
    if (session->stop) session->stop();
  }
}

Fence RunningSessions::fence() const {
  std::vector<Fence> fences;
  for (const Session& session : running_) {
    if (session.fence) fences.push_back(session.fence);
  }
  if (fences.empty()) return {};
  if (fences.size() == 1) return fences.front();
  return [fences] {
    for (const Fence& fence : fences) fence();
  };
}

void RunningSessions::begin_memory() const {
  for (const Session& session : running_) {
    if (session.device_memory.begin) session.device_memory.begin();
  }
}

void RunningSessions::rest_memory() const {
  for (const Session& session : running_) {
    if (session.device_memory.rest) session.device_memory.rest();
  }
}

std::optional<DevicePeak> RunningSessions::device_peak() const {
  for (const Session& session : running_) {
    if (session.device_memory.peak) return session.device_memory.peak();
  }
  return std::nullopt;
}

void RunningSessions::add_facts(Provenance& provenance) const {
  for (const Session& session : running_) {
    if (session.facts) session.facts(provenance);
  }
}

}  // namespace tidegate::measure
