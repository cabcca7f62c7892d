/// A worker process that makes one attempt after another, in the protocol's mode `serve`.
/// Decides: when a process goes on with the next attempt and when a new one is started.
/// Refuses to know: what an attempt is of, and rows.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <tidegate/base/error.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/result_file.hpp>

namespace tidegate::run {

/// What the fact `isolation` says of a row that shared its process with others.
inline constexpr std::string_view shared_process = "in_process";

class ServedProcess {
 public:
  ServedProcess() = default;
  ServedProcess(const ServedProcess&) = delete;
  ServedProcess& operator=(const ServedProcess&) = delete;
  ~ServedProcess() { stop(); }

  /// Has the attempt made whose spec is written, in the process that runs already when it was
  /// started with the same command, else in a new one; also when that process left, with exit code
  /// 0, instead of beginning this attempt. How the attempt ended: exit code 0 when it
  /// was answered, and then the process goes on; else how the process did. `limits` are those of
  /// this attempt. Errors: as ChildProcess::start.
  Outcome<Finished> attempt(const Command& command, const ExchangeFiles& files,
                            const Limits& limits);

 private:
  Outcome<void> start(const Command& command);
  void stop();
  bool answered();
  Finished ask(const ExchangeFiles& files);

  // The kernel kills a worker when the thread that started it ends, and each attempt may have a
  // thread of its own: the process is started by one that lives as long as it.
  std::thread starter_;
  std::promise<void> over_;
  std::unique_ptr<ChildProcess> process_;
  Command started_as_;
  std::chrono::steady_clock::time_point deadline_;  ///< of the attempt being made
  std::function<bool()> interrupted_;
};

/// A process for each place at which attempts are made, so that places do not wait for each other.
/// Several threads may ask; one attempt at a time is made at a place.
class ServedPlaces {
 public:
  ServedProcess& at(const std::string& place) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return processes_[place];
  }

 private:
  std::mutex mutex_;
  std::map<std::string, ServedProcess> processes_;
};

}  // namespace tidegate::run
