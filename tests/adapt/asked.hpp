/// A program that is asked, without a process.
/// Decides: that every start is written down and answered as the test says. Refuses to know: any
/// dialect.
#pragma once

#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <tidegate/adapt/dialect.hpp>

namespace tidegate::adapt {

/// Answers the n-th start.
using Answer = std::function<Ran(std::size_t n, const std::vector<std::string>& arguments)>;

struct Script {
  std::vector<std::vector<std::string>> starts;
  Answer answer;
};

inline Ran exited(int code, std::string out = "", double elapsed_s = 0.001) {
  Ran ran;
  ran.finished.exit_code = code;
  ran.finished.out = std::move(out);
  ran.elapsed_s = elapsed_s;
  return ran;
}

inline Asked asked_of(Script& script, const std::filesystem::path& result = {}) {
  Asked asked;
  asked.program = "/somewhere/bench";
  asked.result = result;
  asked.run = [&script](const std::vector<std::string>& arguments) -> Outcome<Ran> {
    script.starts.push_back(arguments);
    return script.answer(script.starts.size() - 1, arguments);
  };
  return asked;
}

}  // namespace tidegate::adapt
