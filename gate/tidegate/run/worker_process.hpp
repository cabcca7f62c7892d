/// A worker that is an executable speaking the protocol (row/protocol.hpp).
/// Decides: how each way of dying becomes a row. Refuses to know: who is measured and why.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <tidegate/row/provenance.hpp>
#include <tidegate/run/attended_worker.hpp>
#include <tidegate/run/oom_watch.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

struct WorkerProgram {
  std::filesystem::path executable;
  std::vector<std::string> arguments;  ///< put before `--tidegate`
  std::filesystem::path scratch;       ///< for spec and result files; created
  /// The worker owns `scratch` and removes it at its end, also when it could not be opened.
  bool remove_scratch = false;
  Isolation isolation = Isolation::subprocess;
  /// Of the sources that the worker was built from: what it lists as `source` is found from here.
  /// Empty: nobody knows, and places are dropped.
  std::filesystem::path project = {};
  Provenance provenance;  ///< facts that fill what the worker leaves unset
  double list_limit_s = 60;
  /// True kills what runs; its row is then `skipped`. Empty: nobody interrupts.
  std::function<bool()> interrupted;
  /// Read before and after each attempt. Empty: the count of this process's control group, which
  /// its workers live in.
  OomKills oom_kills;
  /// How attempts are attended; its `interrupted` is the one above unless it has its own.
  Attendance attendance;
};

/// Missing or non-executable programs are an error here, before anything is started. A program that
/// is to serve several attempts and cannot is an error of list(), before anything is measured.
Outcome<std::unique_ptr<Worker>> open_worker(WorkerProgram program);

}  // namespace tidegate::run
