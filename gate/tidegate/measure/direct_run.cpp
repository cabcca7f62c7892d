#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include <tidegate/measure/attempt.hpp>
#include <tidegate/measure/build_facts.hpp>
#include <tidegate/measure/direct_run.hpp>
#include <tidegate/measure/passes.hpp>
#include <tidegate/measure/people_table.hpp>

namespace tidegate::measure {
namespace {

constexpr std::string_view help_text =
    "A tidegate worker: measures its cases.\n"
    "  (nothing)       measure the representative point of each case and print a table\n"
    "  --filter TEXT   measure every point whose name contains TEXT\n"
    "  --list          name everything that can be measured\n"
    "  --help          this text\n"
    "  --tidegate ...  the worker protocol, for the tidegate program\n";

/// A table is wanted soon: a short budget, still thirty samples.
constexpr double direct_budget_s = 2;

struct Wish {
  enum class Action { measure, list, help } action = Action::measure;
  std::optional<std::string> filter;
};

Outcome<Wish> parse(const std::vector<std::string>& words) {
  Wish wish;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--help" || words[i] == "-h") {
      wish.action = Wish::Action::help;
    } else if (words[i] == "--list") {
      wish.action = Wish::Action::list;
    } else if (words[i] == "--filter" && i + 1 < words.size()) {
      wish.filter = words[++i];
    } else {
      return fail(ErrorKind::usage, fmt::format("'{}' is not understood here", words[i]),
                  "Run with --help.");
    }
  }
  return wish;
}

bool wanted(const Wish& wish, const CaseListing& listing) {
  if (wish.filter) return listing.key.text().find(*wish.filter) != std::string::npos;
  return listing.representative || wish.action == Wish::Action::list;
}

Outcome<std::vector<CaseListing>> selected(const std::vector<CaseDeclaration>& cases,
                                           const Wish& wish) {
  std::vector<CaseListing> result = listings(cases);
  result.erase(std::remove_if(result.begin(), result.end(),
                              [&](const CaseListing& one) { return !wanted(wish, one); }),
               result.end());
  if (!result.empty()) return result;
  return fail(ErrorKind::usage, "nothing matches", "Run with --list to see every name.");
}

AttemptRow measure_one(Worker& worker, const RunningSessions& sessions, const Target& target,
                       const Provenance& build) {
  AttemptSpec spec;
  spec.key = key_of(target);
  spec.budget_s = direct_budget_s;
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    return sample_all(worker.clock, batch, fence, spec);
  };
  return run_attempt_in(sessions, target, spec, build, {warm, passes_of(worker.clock, spec)});
}

/// Sessions start once for all: Kokkos cannot be started a second time in a process.
Outcome<std::vector<AttemptRow>> measure_all(Worker& worker,
                                             const std::vector<CaseDeclaration>& cases,
                                             const std::vector<CaseListing>& wishes) {
  const auto build = build_facts(worker.executable);
  if (!build) return pass_on(build);
  const auto sessions = RunningSessions::start(worker.sessions);
  if (!sessions) return pass_on(sessions);
  std::vector<AttemptRow> rows;
  for (const CaseListing& wish : wishes) {
    const auto target = find_target(cases, wish.key);
    if (!target) return pass_on(target);
    rows.push_back(measure_one(worker, *sessions, *target, *build));
  }
  return rows;
}

bool failed(const AttemptRow& row) {
  const bool absent = row.status == Status::skipped || row.status == Status::env_failed;
  return row.status != Status::ok && !absent;
}

ExitCode print(Worker& worker, const std::vector<AttemptRow>& rows) {
  worker.out << people_table(rows) << std::flush;
  const bool all_well = std::none_of(rows.begin(), rows.end(), failed);
  return all_well ? ExitCode::ok : ExitCode::cannot_say;
}

}  // namespace

ExitCode run_directly(Worker& worker, const std::vector<std::string>& words) {
  const auto wish = parse(words);
  if (!wish) return report(worker.err, wish.error());
  if (wish->action == Wish::Action::help) {
    worker.out << help_text << std::flush;
    return ExitCode::ok;
  }
  const auto cases = worker.cases.validated();
  if (!cases) return report(worker.err, cases.error());
  const auto wishes = selected(*cases, *wish);
  if (!wishes) return report(worker.err, wishes.error());
  if (wish->action == Wish::Action::list) {
    worker.out << people_list(*wishes) << std::flush;
    return ExitCode::ok;
  }
  const auto rows = measure_all(worker, *cases, *wishes);
  if (!rows) return report(worker.err, rows.error());
  return print(worker, *rows);
}

}  // namespace tidegate::measure
