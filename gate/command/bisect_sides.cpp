#include "bisect_sides.hpp"

#include <string_view>

#include <fmt/format.h>

#include <tidegate/base/fnv.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/reference_build.hpp>

#include "build_order.hpp"
#include "common_flags.hpp"
#include "dialect_flag.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

/// One sentence of a build's error: where its log lies, without the end of it.
std::string short_reason(const std::string& text) {
  constexpr std::string_view before_log = "; the end of ";
  const std::string line = text.substr(0, text.find('\n'));
  const std::size_t at = line.find(before_log);
  if (at == std::string::npos || !line.ends_with(':')) return line;
  const std::size_t log = at + before_log.size();
  return line.substr(0, at) + "; log: " + line.substr(log, line.size() - log - 1);
}

}  // namespace

Provenance clean_commit(const std::string& commit) {
  Provenance facts;
  facts[Fact::commit] = commit;
  facts[Fact::dirty] = "false";
  return facts;
}

Outcome<std::string> named_commit(const BisectSettings& settings, const std::string& ref) {
  auto commit = run::commit_of(settings.gate.source, ref);
  if (commit || commit.error().kind != ErrorKind::missing) return commit;
  return fail(ErrorKind::usage, commit.error().what, commit.error().hint);
}

Outcome<BuiltCommit> build_commit(const BisectSettings& settings, const std::string& commit) {
  const auto tree = run::tree_hash(settings.gate.source, commit);
  if (!tree) return pass_on(tree);
  const auto order = build_order(settings.gate, commit, *tree);
  if (!order) return pass_on(order);
  const auto program = run::build_reference(*order);
  if (!program) return pass_on(program);
  auto worker = side_worker(settings.gate, *program, clean_commit(commit));
  if (!worker) return pass_on(worker);
  return BuiltCommit{std::move(*worker), *program, commit};
}

Outcome<run::Planned> row_of(const BisectSettings& settings, run::Worker& good) {
  const auto listed = good.list();
  if (!listed) return pass_on(listed);
  auto rows = run::plan(*listed, settings.gate.selection, settings.gate.spec, 1);
  if (!rows) return pass_on(rows);
  if (rows->size() > 1) {
    return fail(ErrorKind::usage,
                fmt::format("the filters name {} rows, and a search is for one: {}, {}{}",
                            rows->size(), (*rows)[0].listing.key.text(),
                            (*rows)[1].listing.key.text(), rows->size() > 2 ? ", ..." : ""),
                "Name one with --case, --point, --provider and --platform.");
  }
  run::Planned& row = rows->front();
  if (row.listing.skip_reason.empty()) return std::move(row);
  return fail(ErrorKind::missing,
              fmt::format("the good commit cannot measure {} here: {}", row.listing.key.text(),
                          row.listing.skip_reason),
              "Search on a machine that can, or for another row.");
}

Outcome<bisect::StepMeasured> answer_commit(const Question& question, const std::string& commit) {
  const BisectSettings& settings = *question.settings;
  auto built = build_commit(settings, commit);
  if (interrupted()) {
    return fail(ErrorKind::interrupted, "interrupted while a commit was being built",
                "Run it again: answers that were given are kept.");
  }
  // The good commit was built before: cmake, git and the disk are there, so it is this one's fault.
  if (!built &&
      (built.error().kind == ErrorKind::process || built.error().kind == ErrorKind::missing)) {
    bisect::StepMeasured measured;
    measured.step.why = "it does not build: " + short_reason(built.error().what);
    return measured;
  }
  if (!built) return pass_on(built);
  bisect::StepOrder order;
  order.good = question.good->worker.get();
  order.candidate = built->worker.get();
  order.spec = question.row.spec;
  order.spec.run_id = new_run_id(clean_commit(commit));
  order.policy = cut_policy(settings, question.cut);
  order.seed = question.seed ^ fnv_1a(commit);
  order.limit_s = settings.gate.limit_s;
  order.interrupted = interrupted;
  order.starting_pair = question.starting_pair;
  return bisect::measure_step(order);
}

}  // namespace tidegate::command
