#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/stage_recorder.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::measure {

void StageRecorder::start(Clock& clock, const Fence& fence) {
  clock_ = &clock;
  fence_ = &fence;
  totals_.clear();
  open_ = nullptr;
}

std::vector<StageTotal> StageRecorder::stop() {
  clock_ = nullptr;
  fence_ = nullptr;
  open_ = nullptr;
  return std::exchange(totals_, {});
}

void StageRecorder::begin(std::string_view name) {
  if (open_ != nullptr) {
    throw BenchmarkMistake(
        fmt::format("the stage '{}' begins inside the stage '{}'", name, open_->name));
  }
  auto found = std::find_if(totals_.begin(), totals_.end(),
                            [&](const StageTotal& total) { return total.name == name; });
  if (found == totals_.end()) {
    if (!is_member_name(name)) {
      throw BenchmarkMistake(fmt::format(
          "the stage '{}' needs a name of letters, digits, '_' and '-': it is a metric", name));
    }
    totals_.push_back({std::string(name), 0, 0});
    found = totals_.end() - 1;
  }
  open_ = &*found;
  if (*fence_) (*fence_)();
  opened_ns_ = clock_->now_ns();
}

void StageRecorder::end() {
  if (*fence_) (*fence_)();
  open_->elapsed_ns += clock_->now_ns() - opened_ns_;
  ++open_->entries;
  open_ = nullptr;
}

}  // namespace tidegate::measure
