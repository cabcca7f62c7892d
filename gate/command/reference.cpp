#include "reference.hpp"

#include <fmt/format.h>

#include <tidegate/run/git.hpp>
#include <tidegate/run/reference_build.hpp>

#include "build_order.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "dialect_flag.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

using Found = std::variant<Reference, NoReference>;

Provenance facts_of(const std::string& commit) {
  Provenance facts;
  facts[Fact::commit] = commit;
  facts[Fact::dirty] = "false";
  return facts;
}

Outcome<Found> given_worker(const GateSettings& settings) {
  std::error_code code;
  if (fs::equivalent(*settings.baseline_worker, *settings.worker, code)) {
    return fail(ErrorKind::incompatible,
                fmt::format("both sides are {}", settings.worker->string()),
                "Name another build; for an A/A run, name a copy of it.");
  }
  auto worker = side_worker(settings, *settings.baseline_worker, Provenance{});
  if (!worker) return pass_on(worker);
  Found found = Reference{std::move(*worker), *settings.baseline_worker,
                          settings.baseline_worker->string(), ""};
  return found;
}

/// What the other commit lacks and this build tree lacks too was misspelt, and is no first run.
Outcome<void> target_is_real(const GateSettings& settings, const run::ReferenceBuild& order) {
  if (order.target.empty() ||
      run::has_target(*settings.build, order.target, order.limit_s, interrupted)) {
    return {};
  }
  return fail(ErrorKind::usage,
              fmt::format("{} has no target {}", settings.build->string(), order.target),
              "Mend --target: it names the CMake target that makes --worker.");
}

Outcome<Found> built_reference(const GateSettings& settings, const run::ReferenceRef& ref) {
  const auto order = build_order(settings, ref.commit, ref.tree);
  if (!order) return pass_on(order);
  note(fmt::format("comparing with {} ({}); building it unless it is cached", ref.why,
                   ref.commit.substr(0, 9)));
  const auto built = run::build_reference(*order);
  if (!built && built.error().kind == ErrorKind::missing) {
    if (const auto real = target_is_real(settings, *order); !real) return pass_on(real);
    Found none = NoReference{built.error().what, ""};
    return none;
  }
  if (!built) return pass_on(built);
  auto worker = side_worker(settings, *built, facts_of(ref.commit));
  if (!worker) return pass_on(worker);
  Found found = Reference{std::move(*worker), *built, ref.why, ref.commit};
  return found;
}

Outcome<run::ReferenceRef> named_ref(const fs::path& source, const std::string& name) {
  const auto commit = run::commit_of(source, name);
  if (!commit) return pass_on(commit);
  const auto tree = run::tree_hash(source, *commit);
  if (!tree) return pass_on(tree);
  return run::ReferenceRef{name, "ref " + name, *commit, *tree};
}

/// A clean tree against its own commit would compare a number with itself.
Outcome<void> not_itself(const GateSettings& settings, const run::ReferenceRef& ref) {
  if (settings.confirming) return {};  // a stored number of the same code: noise, if it differs
  const auto head = run::head_commit(settings.source);
  const auto dirty = run::is_dirty(settings.source);
  if (!head || !dirty || *dirty || *head != ref.commit) return {};
  return fail(ErrorKind::incompatible,
              fmt::format("{} is the commit that is being judged", ref.label),
              "Name an older ref with --against.");
}

/// A wrong folder is not a first run: a skip there would be a silent pass for ever.
Outcome<void> in_repository(const fs::path& source) {
  const auto inside = run::is_repository(source);
  if (!inside) return pass_on(inside);
  if (*inside) return {};
  std::error_code code;
  return fail(ErrorKind::incompatible,
              fmt::format("{} is not {}, so there is no commit to compare with", source.string(),
                          fs::is_directory(source, code) ? "in a git repository" : "a folder"),
              "Mend --source-dir, or name the other build with --baseline-worker.");
}

/// A ref that somebody named must have the benchmark: a skip would hide that it is the wrong one.
Outcome<Found> named_reference(const GateSettings& settings, const run::ReferenceRef& ref) {
  auto found = built_reference(settings, ref);
  if (!found || std::holds_alternative<Reference>(*found)) return found;
  return fail(ErrorKind::incompatible, std::get<NoReference>(*found).why,
              "Name a ref that has this benchmark with --against.");
}

/// Nothing was found: a first run, unless a shallow clone hides what a full one would have.
Outcome<Found> none_found(const GateSettings& settings, const std::string& why,
                          const std::string& next = "") {
  if (run::is_shallow(settings.source).value_or(false)) {
    return fail(ErrorKind::incompatible, "this clone is shallow, so its reference commit is hidden",
                "Fetch the history (git fetch --unshallow; in CI, fetch-depth: 0).");
  }
  Found none = NoReference{why, next};
  return none;
}

/// The first of the refs that has the benchmark: a tag from before it must not end the search.
Outcome<Found> first_built(const GateSettings& settings, const std::vector<run::ReferenceRef>& refs,
                           const std::string& next = "") {
  std::string reasons;
  for (const run::ReferenceRef& ref : refs) {
    auto found = built_reference(settings, ref);
    if (!found || std::holds_alternative<Reference>(*found)) return found;
    const std::string& why = std::get<NoReference>(*found).why;
    note(fmt::format("{} is passed over: {}", ref.why, why));
    reasons += (reasons.empty() ? "" : "; ") + why;
  }
  return none_found(settings, reasons, next);
}

}  // namespace

Outcome<Found> find_reference(const GateSettings& settings) {
  if (settings.baseline_worker) return given_worker(settings);
  if (const auto inside = in_repository(settings.source); !inside) return pass_on(inside);
  const auto word = run::named_reference_from(settings.against.value_or(""));
  if (word) {
    const auto ref = run::named_reference(settings.source, *word);
    if (ref && *word == run::NamedReference::parent) return first_built(settings, {*ref});
    if (ref) {
      return first_built(
          settings, {*ref},
          fmt::format("Name another reference: {} is from before this benchmark.", ref->label));
    }
    if (ref.error().kind != ErrorKind::missing) return pass_on(ref);
    return none_found(settings, ref.error().what, ref.error().hint);
  }
  if (settings.against) {
    const auto ref = named_ref(settings.source, *settings.against);
    if (!ref) return pass_on(ref);
    if (const auto fine = not_itself(settings, *ref); !fine) return pass_on(fine);
    return named_reference(settings, *ref);
  }
  const auto refs = run::reference_refs(settings.source);
  if (refs) return first_built(settings, *refs);
  if (refs.error().kind != ErrorKind::missing) return pass_on(refs);
  return none_found(settings, refs.error().what);
}

}  // namespace tidegate::command
