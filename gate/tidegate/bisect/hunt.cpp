#include <algorithm>

#include <fmt/format.h>

#include <tidegate/bisect/hunt.hpp>
#include <tidegate/bisect/suspects.hpp>
#include <tidegate/run/git.hpp>

namespace tidegate::bisect {
namespace {

/// The answer that this commit, or one of the same content, was given already.
const Step* known_answer(const std::vector<Step>& steps, const std::string& commit,
                         const std::string& tree) {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& step) {
    return step.commit == commit || step.tree == tree;
  });
  return found == steps.end() ? nullptr : &*found;
}

/// From what was answered before, else asked and kept.
Outcome<Step> answer_of(const Hunt& order, const std::string& commit, std::vector<Step>& all) {
  const auto tree = run::tree_hash(order.repo, commit);
  if (!tree) return pass_on(tree);
  if (const Step* known = known_answer(all, commit, *tree)) {
    Step same = *known;
    same.commit = commit;
    return same;
  }
  auto step = order.ask(commit);
  if (!step) return step;
  step->commit = commit;
  step->tree = *tree;
  if (order.keep) {
    if (const auto kept = order.keep(*step); !kept) return pass_on(kept);
  }
  all.push_back(*step);
  return step;
}

Outcome<void> good_is_good(const Step& step) {
  if (step.answer == Answer::good) return {};
  return fail(ErrorKind::incompatible,
              fmt::format("the good commit, measured against itself, is {}: {}",
                          answer_name(step.answer), step.why),
              "Use a quieter machine (`tidegate doctor`), raise --max-pairs or --samples, or set "
              "--threshold farther from 1.");
}

void take(const Step& step, Known& known) {
  switch (step.answer) {
    case Answer::good:
      known.good.push_back(step.commit);
      return;
    case Answer::bad:
      known.bad = step.commit;
      return;
    case Answer::untestable:
      known.untestable.insert(step.commit);
      return;
  }
}

}  // namespace

Outcome<Found> hunt(const Hunt& order) {
  Found found;
  std::vector<Step> all = order.answered;
  const auto first = answer_of(order, order.good, all);
  if (!first) return pass_on(first);
  found.steps.push_back(*first);
  if (const auto fine = good_is_good(*first); !fine) return pass_on(fine);

  Known known{order.bad, {order.good}, {}};
  while (true) {
    auto question = next_question(order.repo, known);
    if (!question) return pass_on(question);
    if (!question->next) {
      found.suspects = std::move(question->suspects);
      return found;
    }
    if (order.asking) {
      order.asking(question->suspects.size(), answers_needed(question->suspects.size()));
    }
    const auto step = answer_of(order, *question->next, all);
    if (!step) return pass_on(step);
    found.steps.push_back(*step);
    take(*step, known);
  }
}

}  // namespace tidegate::bisect
