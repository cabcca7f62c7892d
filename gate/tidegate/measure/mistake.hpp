/// A benchmark that uses its State wrongly. The attempt ends as `crashed` with this sentence.
/// Decides: the one exception type of this room; attempt.cpp catches it and nothing else escapes.
/// Refuses to know: which rule was broken.
#pragma once

#include <stdexcept>

namespace tidegate::measure {

class BenchmarkMistake : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace tidegate::measure
