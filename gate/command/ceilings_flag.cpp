#include "ceilings_flag.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <tidegate/measure/ceilings.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/places.hpp>

#include "console.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

constexpr double budget_s = 1.5;  // each time; growing the loops to length comes on top

void tell(const measure::Ceilings& ceilings) {
  std::string text;
  for (const Counter& ceiling : ceilings) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", ceiling.name,
                        render::value_text(ceiling.value.value_or(0), ceiling.unit));
  }
  note(text);
}

measure::Ceilings one_core() {
  measure::SteadyClock clock;
  const run::PinnedThread pinned(run::quiet_cpu());
  return measure::measure_ceilings(clock, 1, budget_s);
}

measure::Ceilings all_cores() {
  measure::SteadyClock clock;
  return measure::measure_ceilings(clock, std::max<std::size_t>(run::allowed_cpus().size(), 1),
                                   budget_s);
}

}  // namespace

Outcome<CeilingsOf> ceilings_of(const Arguments& arguments) {
  if (!arguments.has("ceilings") || arguments.has("list")) return CeilingsOf();
  if (arguments.has("count")) {
    return fail(ErrorKind::usage, "--ceilings needs times, and --count takes none",
                "Leave out one of them.");
  }
  const auto cut_off = [] {
    return fail(ErrorKind::interrupted, "interrupted while ceilings were measured",
                "Run the command again; nothing was written.");
  };
  const measure::Ceilings one = one_core();
  if (interrupted()) return cut_off();
  tell(one);
  const measure::Ceilings all = all_cores();
  if (interrupted()) return cut_off();
  tell(all);
  return CeilingsOf([one, all](const std::string& platform) -> std::vector<Counter> {
    if (run::uses_gpu(platform)) {
      return {{"ceiling_bytes_per_s", "B/s", {}, "the ceilings of a device are not measured"}};
    }
    return run::uses_one_core(platform) ? one : all;
  });
}

}  // namespace tidegate::command
