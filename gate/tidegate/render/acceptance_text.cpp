#include <map>

#include <fmt/format.h>

#include <tidegate/render/acceptance_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::render {
namespace {

/// What one acceptance says of itself, the time first, so that texts sort as time does.
std::string said_by(const Acceptance& kept) {
  std::string text = fmt::format("accepted {} by {}: {}", kept.accepted.str(), kept.author.str(),
                                 kept.reason.str());
  for (std::size_t i = 0; i < kept.despite.size(); ++i) {
    text += (i == 0 ? "; despite " : ", ") + kept.despite[i].str();
  }
  return text;
}

}  // namespace

std::string acceptance_text(std::span<const ResultRow> rows) {
  std::map<std::string, std::size_t> counts;
  for (const ResultRow& row : rows) ++counts[row.acceptance ? said_by(*row.acceptance) : ""];
  std::string out;
  for (const auto& [said, count] : counts) {
    out += fmt::format("  {} {}\n", counted(count, "row"),
                       said.empty() ? (count == 1 ? "does not say who accepted it"
                                                  : "do not say who accepted them")
                                    : plain_line(said));
  }
  return out;
}

}  // namespace tidegate::render
