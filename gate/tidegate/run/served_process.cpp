#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/run/served_process.hpp>

namespace tidegate::run {
namespace {

/// Longer than any run: the limit of each attempt is watched here, the process has none of its own.
constexpr double no_limit_s = 1e7;

bool is_alike(const Command& a, const Command& b) {
  return a.program == b.program && a.arguments == b.arguments && a.environment == b.environment &&
         a.cpus == b.cpus;
}

}  // namespace

void ServedProcess::stop() {
  process_.reset();
  if (!starter_.joinable()) return;
  over_.set_value();
  starter_.join();
}

Outcome<void> ServedProcess::start(const Command& command) {
  stop();
  const auto must_stop = [this] {
    return (interrupted_ && interrupted_()) || std::chrono::steady_clock::now() >= deadline_;
  };
  std::promise<Outcome<std::unique_ptr<ChildProcess>>> promised;
  auto started = promised.get_future();
  over_ = std::promise<void>();
  starter_ = std::thread(
      [command, must_stop, promise = std::move(promised), over = over_.get_future()]() mutable {
        promise.set_value(ChildProcess::start(command, {no_limit_s, must_stop}));
        over.wait();
      });
  auto process = started.get();
  if (!process) return pass_on(process);
  process_ = std::move(*process);
  started_as_ = command;
  return {};
}

/// Whether the process said that it is done; lines of the program's own are passed by.
bool ServedProcess::answered() {
  while (const auto line = process_->read_line()) {
    if (*line == "tidegate done") return true;
  }
  return false;
}

Outcome<Finished> ServedProcess::attempt(const Command& command, const ExchangeFiles& files,
                                         const Limits& limits) {
  interrupted_ = limits.interrupted;
  const std::chrono::duration<double> limit(limits.limit_s);
  deadline_ = std::chrono::steady_clock::now() +
              std::chrono::duration_cast<std::chrono::steady_clock::duration>(limit);
  const bool goes_on = process_ != nullptr && is_alike(command, started_as_);
  if (!goes_on) {
    if (const auto started = start(command); !started) return pass_on(started);
  }
  Finished end = ask(files);
  // The protocol lets it leave after an attempt that it cannot go on from: it did not begin this
  // one, which would else be lost to the one before it.
  std::error_code code;
  const bool left = process_ == nullptr && end.succeeded();
  if (!goes_on || !left || std::filesystem::exists(files.result(), code)) return end;
  if (const auto started = start(command); !started) return pass_on(started);
  return ask(files);
}

/// One request to the process that runs; without an answer it is gone, and ended as is said.
Finished ServedProcess::ask(const ExchangeFiles& files) {
  const std::string request =
      fmt::format("attempt\t{}\t{}", files.spec().string(), files.result().string());
  if (process_->write_line(request) && answered()) {
    Finished done;
    done.exit_code = 0;
    return done;
  }
  Finished end = process_->finish();
  stop();
  if (end.interrupted && !(interrupted_ && interrupted_())) {
    end.interrupted = false;
    end.timed_out = true;
  }
  return end;
}

}  // namespace tidegate::run
