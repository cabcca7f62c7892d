#include <algorithm>
#include <utility>

#include <tidegate/run/perf_script.hpp>

namespace tidegate::run {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && (is_blank(text.back()) || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// The name behind the address; `[unknown]` where perf found none.
std::string function_of(std::string_view frame) {
  const std::size_t end = frame.find_first_of(" \t");
  const std::string_view name =
      end == std::string_view::npos ? std::string_view() : trimmed(frame.substr(end));
  return name.empty() ? "[unknown]" : std::string(name);
}

}  // namespace

void PerfScript::take(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.empty()) return end_sample();
  if (is_blank(line.front())) {
    if (in_sample_) frames_.push_back(function_of(text));
    return;
  }
  end_sample();
  in_sample_ = true;
}

void PerfScript::end_sample() {
  std::vector<std::string> stack = std::exchange(frames_, {});
  in_sample_ = false;
  // The last frames without a name are where unwinding gave up, and say nothing.
  while (!stack.empty() && stack.back() == "[unknown]") stack.pop_back();
  if (stack.empty()) return;
  const auto mark = std::find_if(stack.begin(), stack.end(), [this](const std::string& name) {
    return name.rfind(mark_, 0) == 0;
  });
  ++whole_[{stack.rbegin(), stack.rend()}];
  if (mark == stack.end()) {
    ++unmarked_;
    return;
  }
  stack.erase(mark, stack.end());
  ++marked_[{stack.rbegin(), stack.rend()}];
}

FoldedStacks PerfScript::finish() {
  end_sample();
  if (marked_.empty()) return std::move(whole_);
  outside_ = unmarked_;
  return std::move(marked_);
}

}  // namespace tidegate::run
