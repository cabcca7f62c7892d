/// Which recorded launches form pairs, and what is done to pairs before they are replayed.
/// Decides: the partners (lockstep: A<x> and B<x> of one round; separate launches: any two of one
/// round), planted and drawn labels. Refuses to know: how a verdict is reached.
///
/// Labels. With identical code nothing but a coin of ours decides which process of a pair is called
/// the baseline, so a replay may toss that coin again. It must: a pool of 16 to 20 pairs has, by
/// chance, more of one sign than of the other in some kernels, and drawing from it with replacement
/// turns this accident into a slowdown that no new pairs would have. `both_labels` is that coin:
/// each pair stands in the pool both ways round, so that a uniform draw draws pair and label.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include <tidegate/judge/paired_compare.hpp>

#include "recording.hpp"

namespace verdict_trust {

/// Pairs of one kernel to draw from.
using Pool = std::vector<tidegate::judge::PairSamples>;

struct KernelPairs {
  std::string kernel;
  Pool identical;                  ///< both sides the same code, labelled as recorded
  std::map<double, Pool> planted;  ///< by percent: the candidate does that much more work
};

enum class StageKind {
  lockstep,  ///< both processes of a pair ran at once, sample by sample in turns
  separate,  ///< one process after the other; variants n<i> are identical, others planted
};

struct Stage {
  std::string name;
  StageKind kind = StageKind::lockstep;
  std::vector<KernelPairs> kernels;  ///< by name; each has identical pairs
};

struct Stages {
  std::vector<Stage> stages;       ///< by name
  std::vector<std::string> notes;  ///< what was left out, a sentence each
};

/// Whether a separate launch is of unchanged code: variant n<number>, nothing planted.
bool is_unchanged(const Launch& launch);

/// The stages of these launches. A launch without partner is left out; so is a stage in which a
/// kernel has no pair of identical code, with a note. Two launches of the same stage, kernel, round
/// and variant are an error (bad_input): a file was read twice.
tidegate::Outcome<Stages> pair_stages(std::span<const Launch> launches);

/// How far the recorded labels are from fair coins: the smallest exact two-sided signed-rank p of
/// the low bands and of the tails, of all kernels. By chance alone one below 1/tests is expected.
struct LabelBias {
  double smallest_p = 1;
  std::size_t tests = 0;
  std::string kernel;  ///< whose p that is
};

/// Pairs of separate launches share launches and are no independent coins: tests is 0 for them.
LabelBias label_bias(const Stage& stage);

/// Each pair, and each with its sides exchanged.
Pool both_labels(const Pool& pairs);

/// `both_labels`, every candidate sample then times `factor`: a slowdown of exactly that much.
Pool slowed(const Pool& pairs, double factor);

/// `both_labels`, every tenth candidate sample (in the order taken) then times 1.5: a longer tail
/// on an unchanged minimum.
Pool tail_stretched(const Pool& pairs);

/// The same pairs, samples in increasing order. The procedure asks for order statistics only, which
/// then cost a third: nearly all of the time of a replay is spent on sorting.
Pool presorted(Pool pairs);

}  // namespace verdict_trust
