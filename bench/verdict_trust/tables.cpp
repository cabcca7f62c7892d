#include "tables.hpp"

#include <optional>

#include <fmt/format.h>

#include <tidegate/stats/share.hpp>

namespace verdict_trust {
namespace {

/// Digits that show the difference between never and rarely.
int decimals(double percent) { return percent < 1 ? 3 : 1; }

double percent_of(std::uint64_t hits, std::uint64_t trials) {
  return 100 * static_cast<double>(hits) / static_cast<double>(trials);
}

std::string plain_share(std::uint64_t hits, std::uint64_t trials) {
  return trials == 0 ? "-" : fmt::format("{:.1f} %", percent_of(hits, trials));
}

std::string line_text(const StageLine& line) {
  const RowTally rows = line.tally.all_rows();
  const std::string suites = line.planted ? "" : share_text(line.tally.flagged, line.tally.suites);
  const double pairs = static_cast<double>(rows.pairs) / static_cast<double>(rows.rows);
  return fmt::format("| {} | {} | {} | {} | {} | {} | {:.1f} |\n", line.replayed, line.rows,
                     rows.rows, share_text(rows.flagged, rows.rows), suites,
                     plain_share(rows.undecided, rows.rows), pairs);
}

std::size_t smallest_pool(const Stage& stage) {
  std::size_t smallest = stage.kernels.front().identical.size();
  for (const KernelPairs& kernel : stage.kernels) {
    smallest = std::min(smallest, kernel.identical.size());
  }
  return smallest;
}

std::string bias_text(const LabelBias& bias) {
  if (bias.tests == 0) return "";
  return fmt::format(
      "Are the recorded labels fair coins? Of {} exact two-sided tests, one a kernel for the low "
      "band and one for the tail, the smallest p is {:.3f} ({}).\n",
      bias.tests, bias.smallest_p, bias.kernel);
}

std::string rows_share(const std::optional<PeerTally>& tally) {
  return tally ? share_text(tally->flagged, tally->rows) : "-";
}

std::string suites_share(const std::optional<PeerTally>& tally) {
  return tally ? share_text(tally->flagged_suites, tally->suites) : "-";
}

}  // namespace

std::string share_text(std::uint64_t hits, std::uint64_t trials) {
  if (trials == 0) return "-";
  const double share = percent_of(hits, trials);
  const tidegate::stats::ShareInterval interval = tidegate::stats::clopper_pearson(hits, trials);
  return fmt::format("{:.{}f} % [{:.{}f}, {:.{}f}]", share, decimals(share), 100 * interval.low,
                     decimals(100 * interval.low), 100 * interval.high,
                     decimals(100 * interval.high));
}

std::string stage_table(const Stage& stage, std::span<const StageLine> lines) {
  const char* kind =
      stage.kind == StageKind::lockstep ? "pairs taken in lockstep" : "pairs of separate launches";
  std::string text = fmt::format(
      "### {}: {}\n\n"
      "| what is replayed | suite of | rows | flagged rows | suites with a flag | undecided rows | "
      "pairs a row |\n|---|---|---|---|---|---|---|\n",
      stage.name, kind);
  for (const StageLine& line : lines) text += line_text(line);
  text += fmt::format(
      "\nFlagged: `slower` or `shape_changed`; in brackets exact 95 % intervals of the replay. "
      "{} kernels take turns; behind each stand {} recorded pairs of identical code, and a replay "
      "cannot know more than they do. The labels of unchanged and multiplied pairs are drawn anew "
      "by a coin, as the procedure does it for new pairs, unless a line says otherwise.\n",
      stage.kernels.size(), smallest_pool(stage));
  return text + bias_text(label_bias(stage));
}

std::string kernel_table(const Stage& stage, std::span<const StageLine> lines) {
  std::string head = "| kernel |";
  std::string rule = "|---|";
  std::vector<std::string> rows;
  for (const KernelPairs& kernel : stage.kernels) rows.push_back("| " + kernel.kernel + " |");
  for (const StageLine& line : lines) {
    if (!line.by_kernel) continue;
    head += fmt::format(" {}: found | undecided |", line.replayed);
    rule += "---|---|";
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const RowTally& tally = line.tally.kernels.at(i);
      rows[i] += fmt::format(" {} | {} |", plain_share(tally.flagged, tally.rows),
                             plain_share(tally.undecided, tally.rows));
    }
  }
  if (rule == "|---|") return "";
  std::string text = head + "\n" + rule + "\n";
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

std::string peer_table(const std::string& stage, std::span<const PeerLine> lines) {
  std::string text = fmt::format(
      "### Rules of others on {}: separate launches\n\n"
      "| rule | baseline | false alarms a row | a suite of {} | a suite of {} |",
      stage, small_suite, large_suite);
  for (const double percent : peer_levels) text += fmt::format(" found at {} % |", percent);
  text += "\n|---|---|---|---|---|---|---|---|\n";
  for (const PeerLine& line : lines) {
    const bool stored = line.rule.drawn == Drawn::stored;
    text += fmt::format("| {} | {} | {} | {} | {} |", line.rule.name,
                        stored ? "stored" : "interleaved", rows_share(line.small_suites),
                        suites_share(line.small_suites), suites_share(line.large_suites));
    for (const auto& planted : line.planted) text += " " + rows_share(planted) + " |";
    text += "\n";
  }
  text +=
      "\nStored: the baseline is of earlier rounds than the candidate. Interleaved: both sides are "
      "of the same rounds. Rows that run one after the other share their rounds.\n";
  return text;
}

}  // namespace verdict_trust
