#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/run/platforms.hpp>

namespace tidegate::run {
namespace {

using Listings = std::vector<CaseListing>;

bool is_known(std::string_view platform) {
  static constexpr std::array<std::string_view, 6> words{"serial", "openmp", "threads",
                                                         "cuda",   "hip",    "sycl"};
  return std::find(words.begin(), words.end(), platform) != words.end();
}

bool same_point(const CaseListing& a, const CaseListing& b) {
  return a.key.case_name == b.key.case_name && a.key.point.canonical() == b.key.point.canonical();
}

/// All listings of one case and point, in their order.
Listings group_of(const Listings& listings, const CaseListing& first) {
  Listings group;
  for (const CaseListing& listing : listings) {
    if (same_point(listing, first)) group.push_back(listing);
  }
  return group;
}

std::vector<std::string> platforms_of(const Listings& listings) {
  std::vector<std::string> platforms;
  for (const CaseListing& listing : listings) {
    const std::string& platform = listing.key.platform;
    if (std::find(platforms.begin(), platforms.end(), platform) == platforms.end()) {
      platforms.push_back(platform);
    }
  }
  return platforms;
}

CaseListing stand_in(const Listings& group, const std::string& platform) {
  const auto reference = std::find_if(group.begin(), group.end(),
                                      [](const CaseListing& one) { return one.reference; });
  CaseListing listing = reference == group.end() ? group.front() : *reference;
  listing.skip_reason = fmt::format(
      "{} was asked for, but no provider of {} in this program runs there; it has {}. Build it "
      "with "
      "that backend, or leave the platform out",
      platform, listing.key.case_name, fmt::join(platforms_of(group), ", "));
  listing.key.platform = platform;
  return listing;
}

void add_platform(Listings& wanted, const Listings& group, const std::string& platform) {
  const std::size_t before = wanted.size();
  for (const CaseListing& listing : group) {
    if (listing.key.platform == platform) wanted.push_back(listing);
  }
  if (wanted.size() == before) wanted.push_back(stand_in(group, platform));
}

Outcome<void> check_words(const Listings& listings, const std::vector<std::string>& platforms) {
  if (platforms.empty()) {
    return fail(ErrorKind::usage, "an empty list of platforms measures nothing",
                "Name them, such as serial,openmp,cuda.");
  }
  const std::vector<std::string> there = platforms_of(listings);
  for (const std::string& platform : platforms) {
    if (is_known(platform) || std::find(there.begin(), there.end(), platform) != there.end()) {
      continue;
    }
    return fail(ErrorKind::usage, fmt::format("no platform is called '{}'", platform),
                fmt::format("This program has {}.", fmt::join(there, ", ")));
  }
  return {};
}

/// `Kokkos::OpenMP` is `openmp`.
std::string platform_word(std::string_view backend) {
  constexpr std::string_view space = "Kokkos::";
  if (backend.starts_with(space)) backend.remove_prefix(space.size());
  std::string word{backend};
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return word;
}

}  // namespace

Outcome<Listings> fan_out(const Listings& listings, const std::vector<std::string>& platforms) {
  if (const auto checked = check_words(listings, platforms); !checked) return pass_on(checked);
  Listings wanted;
  Listings seen;  // one of each case and point
  for (const CaseListing& listing : listings) {
    const bool done = std::any_of(seen.begin(), seen.end(), [&listing](const CaseListing& one) {
      return same_point(one, listing);
    });
    if (done) continue;
    seen.push_back(listing);
    const Listings group = group_of(listings, listing);
    for (const std::string& platform : platforms) add_platform(wanted, group, platform);
  }
  return wanted;
}

std::optional<std::string> resolved_backend(const AttemptRow& row) {
  const FactValue& stated = row.provenance[Fact::resolved_backend];
  if (stated && *stated != absent_fact) return platform_word(*stated);
  const FactValue& kokkos = row.provenance[Fact::kokkos_backend];
  // What Kokkos was built for says nothing about a provider that does not use it.
  if (!row.key.provider.starts_with("kokkos") || !kokkos || *kokkos == absent_fact) {
    return std::nullopt;
  }
  return platform_word(*kokkos);
}

std::optional<std::string> note_platform(AttemptRow& row, std::string_view asked) {
  row.provenance[Fact::requested_platform] = std::string(asked);
  const auto resolved = resolved_backend(row);
  if (!resolved) return std::nullopt;
  row.provenance[Fact::resolved_backend] = *resolved;
  if (*resolved == platform_word(asked)) return std::nullopt;
  return fmt::format("asked for {}, but it ran on {}", asked, *resolved);
}

}  // namespace tidegate::run
