#include <algorithm>

#include <fmt/format.h>

#include <tidegate/base/finite.hpp>
#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/state.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate {

using measure::BenchmarkMistake;
using measure::Phase;

namespace {

template <class T>
const T& typed(const AxisValue& value, std::string_view axis, std::string_view wanted) {
  if (const T* found = std::get_if<T>(&value)) return *found;
  throw BenchmarkMistake(fmt::format("the axis '{}' has the value {}, which is not {}", axis,
                                     axis_text(value), wanted));
}

void require_amount(double amount, std::string_view name) {
  if (is_finite(amount) && amount >= 0) return;
  throw BenchmarkMistake(fmt::format("the work of a call is {} {}", amount, name));
}

}  // namespace

std::string_view measure::phase_name(Phase phase) {
  switch (phase) {
    case Phase::start:
      return "start";
    case Phase::prepare:
      return "prepare";
    case Phase::measure:
      return "measure";
    case Phase::protocol:
      return "protocol";
    case Phase::fidelity:
      return "fidelity";
  }
  return "measure";
}

State::State(Point point, std::uint64_t seed, measure::Measurer measurer, measure::Fence fence,
             std::vector<measure::Pass> passes, OnFallback on_fallback)
    : point_(std::move(point)),
      seed_(seed),
      measurer_(std::move(measurer)),
      fence_(std::move(fence)),
      passes_(std::move(passes)),
      on_fallback_(on_fallback) {}

const AxisValue& State::value(std::string_view axis) const {
  if (const AxisValue* found = point_.find(axis)) return *found;
  throw BenchmarkMistake(
      fmt::format("the benchmark asks for the axis '{}', the point is {}", axis, point_.text()));
}

std::int64_t State::integer(std::string_view axis) const {
  return typed<std::int64_t>(value(axis), axis, "a whole number");
}

double State::real(std::string_view axis) const {
  const AxisValue& found = value(axis);
  if (const auto* whole = std::get_if<std::int64_t>(&found)) return static_cast<double>(*whole);
  return typed<double>(found, axis, "a number");
}

const std::string& State::word(std::string_view axis) const {
  return typed<std::string>(value(axis), axis, "a word");
}

bool State::flag(std::string_view axis) const {
  return typed<bool>(value(axis), axis, "true or false");
}

void State::work(double bytes, double flops) {
  require_amount(bytes, "bytes");
  require_amount(flops, "flops");
  record_.work.bytes = bytes;
  record_.work.flops = flops;
}

void State::elements(double per_call) {
  require_amount(per_call, "elements");
  record_.work.elements = per_call;
}

void State::counter(std::string name, double value, std::string unit) {
  const auto& known = record_.counters;
  const bool twice = std::any_of(known.begin(), known.end(),
                                 [&](const Counter& counter) { return counter.name == name; });
  if (name.empty() || twice) {
    throw BenchmarkMistake(
        fmt::format("the counter '{}' {}", name, twice ? "was given twice" : "has no name"));
  }
  if (!is_member_name(name) || std::string_view(name).starts_with(ceiling_prefix)) {
    throw BenchmarkMistake(
        fmt::format("the counter '{}' needs a name of letters, digits, '_' and '-' that does not "
                    "begin with '{}'",
                    name, ceiling_prefix));
  }
  if (!is_plausible(value, "")) {
    throw BenchmarkMistake(fmt::format("the counter '{}' is {}, which is no count", name, value));
  }
  record_.counters.push_back({std::move(name), std::move(unit), value, {}});
}

void State::skip(std::string reason) {
  if (record_.samples) throw BenchmarkMistake("skip() after measure(): the point was measured");
  if (!record_.skipped) record_.skipped = std::move(reason);
}

void State::warn(std::string text, std::uint64_t count) {
  if (text.empty() || count == 0) {
    throw BenchmarkMistake("warn() needs a sentence that applied at least once");
  }
  auto& known = record_.warnings;
  const auto same = std::find_if(known.begin(), known.end(),
                                 [&](const Warning& warning) { return warning.text == text; });
  if (same == known.end()) {
    known.push_back({std::move(text), count});
  } else {
    same->count += count;
  }
}

void State::fell_back(std::string backend, std::string_view why) {
  if (backend.empty() || !record_.resolved_backend.empty()) {
    throw BenchmarkMistake("fell_back() names one backend, once");
  }
  std::string sentence = fmt::format("{} ran instead: {}", backend, why);
  if (on_fallback_ == OnFallback::refuse) {
    throw measure::FallbackRefused(
        fmt::format("fallbacks are refused, and {} would run instead: {}", backend, why));
  }
  record_.resolved_backend = std::move(backend);
  if (on_fallback_ == OnFallback::warn) warn(std::move(sentence));
}

void State::fence_with(std::function<void()> fence) {
  if (record_.samples) throw BenchmarkMistake("fence_with() after measure() has no effect");
  if (!fence) throw BenchmarkMistake("fence_with() was given no fence");
  if (!fence_) {
    fence_ = std::move(fence);
    return;
  }
  fence_ = [own = std::move(fence), before = std::move(fence_)] {
    own();
    before();
  };
}

void State::poison_with(std::function<void()> poison) {
  if (record_.samples) throw BenchmarkMistake("poison() after measure() has no effect");
  poison_ = std::move(poison);
}

void State::path(std::string label, double count) {
  if (count == 0) {
    throw BenchmarkMistake(
        fmt::format("the path '{}' is a label for nothing: its count is 0", label));
  }
  counter(std::move(label), count);
}

void State::cannot_check(Fidelity::Reason reason) {
  if (is_over()) return;
  begin_check();
  const measure::Compared result = measure::uncheckable(reason);
  record_.fidelity = record_.fidelity ? measure::worse_of(*record_.fidelity, result) : result;
}

void State::run(const measure::Batch& batch) {
  if (record_.samples) {
    throw BenchmarkMistake("measure() was called twice; an attempt measures one operation");
  }
  record_.phase = Phase::measure;
  if (poison_) poison_();
  record_.samples = measurer_(batch, fence_);
  if (!is_over()) finish(batch);
}

void State::finish(const measure::Batch& batch) {
  const measure::Operation operation{batch, fence_, stages_};
  for (const measure::Pass& pass : passes_) pass(operation, *record_.samples);
  if (!poison_) return;
  poison_();
  batch(1);
  if (fence_) fence_();
}

void State::keep(const OutputDigest& output) {
  record_.digest = record_.digest ? measure::joined(*record_.digest, output) : output;
}

void State::begin_check() {
  if (!record_.samples) {
    throw BenchmarkMistake("check() before measure(): it is the timed output that must be checked");
  }
  record_.phase = Phase::fidelity;
}

void State::end_check(const measure::FidelityCheck& comparison) {
  const measure::Compared result = comparison.result();
  record_.fidelity = record_.fidelity ? measure::worse_of(*record_.fidelity, result) : result;
}

void State::require_same_size(std::size_t output, std::size_t oracle) {
  if (output == oracle) return;
  throw BenchmarkMistake(
      fmt::format("check() compares {} elements with an oracle of {}", output, oracle));
}

void State::require_inside(std::size_t index, std::size_t size) {
  if (index < size) return;
  throw BenchmarkMistake(fmt::format("check_at() names element {} of {}", index, size));
}

}  // namespace tidegate
