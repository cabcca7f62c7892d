/// Which of a worker's cases are measured.
/// Decides: when a listing is selected. Refuses to know: where the filters came from.
#pragma once

#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::run {

/// Lists are alternatives; an empty list lets everything pass; all lists must pass.
struct Selection {
  std::vector<std::string> cases;
  /// Points by parse_point's text: a point passes when it has every named axis with that value.
  std::vector<std::string> points;
  std::vector<std::string> providers;
  std::vector<std::string> platforms;
  std::vector<std::string> filters;  ///< patterns over case/point/provider (run/filter)
  bool representative_only = false;

  /// `case=matmul point=n=128 provider=kokkos|naive representative`, or `everything`.
  std::string text() const;
  /// A point or filter that cannot be read never matches; select() reports it as an error.
  bool matches(const Key& key, bool representative) const;
  bool matches(const CaseListing& listing) const {
    return matches(listing.key, listing.representative);
  }
};

/// The selected listings in their order. Errors (usage): a malformed point or filter; a case,
/// provider or platform that no listing has (a misspelled one beside a right one would measure less
/// than was asked for); nothing selected. The sentence names what there is.
Outcome<std::vector<CaseListing>> select(const std::vector<CaseListing>& listings,
                                         const Selection& selection);

}  // namespace tidegate::run
