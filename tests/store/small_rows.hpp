/// Attempt rows with only what a store looks at.
#pragma once

#include <string>
#include <vector>

#include <tidegate/row/attempt_row.hpp>

namespace tidegate::store {

/// Run `run` of `count[n=<n>] <provider>/serial`; `seconds` tells rows of one key apart.
inline AttemptRow small_row(const std::string& run, std::int64_t n, double seconds = 1,
                            const std::string& provider = "sh") {
  AttemptRow row;
  row.run_id = run;
  row.key = {"count", {{{"n", n}, {"mode", std::string("warm")}}}, provider, "serial"};
  row.metrics = {{"warm_time", "s", 1, {seconds}}};
  row.machine_class = "here-00000000";
  return row;
}

}  // namespace tidegate::store
