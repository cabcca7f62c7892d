/// What must be started before a benchmark runs and stopped after it (Kokkos, a device runtime),
/// without this room knowing what it is.
/// Decides: sessions start in order of registration, stop in reverse order, also after a failure,
/// and once a process. Refuses to know: Kokkos (measure/kokkos_session.hpp does).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/device_memory.hpp>
#include <tidegate/row/provenance.hpp>

namespace tidegate::measure {

/// Every function may be empty.
struct Session {
  std::string name;
  std::function<void()> start;
  std::function<void()> stop;
  Fence fence;                             ///< waits for everything that the session launched
  std::function<void(Provenance&)> facts;  ///< called after start
  DeviceMemoryWatch device_memory = {};
};

/// Registers a session of this program; a static object of this type does so before main.
struct SessionRegistration {
  explicit SessionRegistration(Session session);
};

/// The sessions of this program, in order of registration.
std::vector<Session>& sessions();

/// Sessions that run. The destructor stops them.
class RunningSessions {
 public:
  /// Starts all. One that throws is an error (missing): those before it are stopped again.
  static Outcome<RunningSessions> start(const std::vector<Session>& wanted);
  RunningSessions(RunningSessions&& other) noexcept;
  RunningSessions& operator=(RunningSessions&& other) = delete;
  RunningSessions(const RunningSessions&) = delete;
  RunningSessions& operator=(const RunningSessions&) = delete;
  ~RunningSessions();

  /// One fence for all; empty when no session has one.
  Fence fence() const;
  /// Adds what the sessions know.
  void add_facts(Provenance& provenance) const;
  /// From here on allocations count for an attempt, until rest_memory().
  void begin_memory() const;
  void rest_memory() const;
  /// What the first session that watches a device's memory saw; nothing when none does.
  std::optional<DevicePeak> device_peak() const;

 private:
  RunningSessions() = default;
  std::vector<Session> running_;
};

}  // namespace tidegate::measure
