#include <tidegate/render/attention.hpp>

namespace tidegate::render {

Attention attention_of(const VerdictRow& row) {
  const bool broke = judge::severity(row.verdict) == judge::Severity::broke;
  if (row.failing || row.doubtful || broke) return Attention::error;
  if (!row.waived.empty()) return Attention::waived;
  switch (row.verdict) {
    case judge::Verdict::undecided:
    case judge::Verdict::suspicious:
    case judge::Verdict::not_comparable:
    case judge::Verdict::dropped:
      return Attention::warning;
    default:
      return Attention::none;
  }
}

}  // namespace tidegate::render
