#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include <tidegate/run/scheduler.hpp>

namespace tidegate::run {
namespace {

/// The jobs of one kind that wait, and the places that are free.
struct Queue {
  std::deque<std::size_t> waiting;
  std::vector<bool> taken;

  bool can_start() const {
    return !waiting.empty() && std::find(taken.begin(), taken.end(), false) != taken.end();
  }
  std::size_t take_place() {
    const auto free = std::find(taken.begin(), taken.end(), false);
    *free = true;
    return static_cast<std::size_t>(free - taken.begin());
  }
};

class Dispatcher {
 public:
  Dispatcher(const std::vector<PlaceKind>& kinds, const Capacity& capacity, const JobHooks& hooks)
      : hooks_(hooks), at_once_(std::max<std::size_t>(1, capacity.at_once)) {
    for (std::size_t job = 0; job < kinds.size(); ++job) queue(kinds[job]).waiting.push_back(job);
    queue(PlaceKind::cpu).taken.resize(std::max<std::size_t>(1, capacity.cpu));
    queue(PlaceKind::gpu).taken.resize(std::max<std::size_t>(1, capacity.gpu));
  }

  Outcome<void> run() {
    while (true) {
      while (!error_ && start_one()) continue;
      if (running_.empty()) break;
      wait_for_one();
    }
    if (error_) return tl::unexpected(*error_);
    return {};
  }

 private:
  struct Running {
    std::thread thread;
    Queue* queue = nullptr;
    std::size_t place = 0;
  };

  Queue& queue(PlaceKind kind) { return queues_[static_cast<std::size_t>(kind)]; }

  void note(const Outcome<void>& outcome) {
    if (!outcome && !error_) error_ = outcome.error();
  }

  /// The queue whose first job comes earliest among those that can start one.
  Queue* next_queue() {
    Queue* next = nullptr;
    for (Queue& queue : queues_) {
      if (!queue.can_start()) continue;
      if (next == nullptr || queue.waiting.front() < next->waiting.front()) next = &queue;
    }
    return next;
  }

  /// False when nothing can start now.
  bool start_one() {
    Queue* queue = running_.size() < at_once_ ? next_queue() : nullptr;
    if (queue == nullptr) return false;
    const std::size_t job = queue->waiting.front();
    note(hooks_.starting(job));
    if (error_) return false;
    queue->waiting.pop_front();
    launch(job, *queue, queue->take_place());
    return true;
  }

  void launch(std::size_t job, Queue& queue, std::size_t place) {
    try {
      running_[job] = {std::thread([this, job, place] { work(job, place); }), &queue, place};
    } catch (const std::system_error& problem) {
      running_.erase(job);
      note(fail(ErrorKind::process, std::string("no thread could be started: ") + problem.what(),
                "Raise the limit on processes, or run fewer attempts at once."));
    }
  }

  void work(std::size_t job, std::size_t place) {
    hooks_.work(job, place);
    const std::lock_guard<std::mutex> lock(mutex_);
    finished_.push_back(job);
    changed_.notify_one();
  }

  void wait_for_one() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !finished_.empty(); });
    const std::size_t job = finished_.front();
    finished_.pop_front();
    lock.unlock();
    Running& ended = running_.at(job);
    ended.thread.join();
    ended.queue->taken[ended.place] = false;
    running_.erase(job);
    note(hooks_.done(job));
  }

  const JobHooks& hooks_;
  std::size_t at_once_;
  std::array<Queue, 2> queues_;
  std::map<std::size_t, Running> running_;
  std::optional<Error> error_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::size_t> finished_;
};

}  // namespace

Outcome<void> run_jobs(const std::vector<PlaceKind>& kinds, const Capacity& capacity,
                       const JobHooks& hooks) {
  return Dispatcher(kinds, capacity, hooks).run();
}

}  // namespace tidegate::run
