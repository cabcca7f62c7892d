/// A short fingerprint of a text, the same on every machine.
/// Decides: FNV-1a, 64 bits (Fowler, Noll, Vo; http://www.isthe.com/chongo/tech/comp/fnv/).
/// Refuses to know: who compares fingerprints. It is no defence against texts made to collide.
#pragma once

#include <cstdint>
#include <string_view>

namespace tidegate {

class Fnv1a {
 public:
  constexpr void add(std::string_view text) {
    for (const char letter : text) {
      hash_ ^= static_cast<unsigned char>(letter);
      hash_ *= 0x100000001b3ULL;
    }
  }
  constexpr std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

/// Of one text.
constexpr std::uint64_t fnv_1a(std::string_view text) {
  Fnv1a hash;
  hash.add(text);
  return hash.value();
}

}  // namespace tidegate
