/// A benchmark that uses its State wrongly. The attempt ends as `crashed` with this sentence.
/// Decides: the exception types of this room; attempt.cpp catches them and nothing else escapes.
/// Refuses to know: which rule was broken.
#pragma once

#include <stdexcept>

namespace tidegate::measure {

class BenchmarkMistake : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// A provider that would fall back where that is refused. The attempt ends as `env_failed`.
class FallbackRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tidegate::measure
