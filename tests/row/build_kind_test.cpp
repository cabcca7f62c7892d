#include <gtest/gtest.h>

#include <tidegate/row/build_kind.hpp>

namespace tidegate {
namespace {

struct BuildCase {
  const char* type;   // nullptr: not told
  const char* flags;  // nullptr: not told
  BuildKind kind;
};

TEST(BuildKind, IsReadFromTypeAndFlags) {
  const BuildCase cases[] = {
      {nullptr, nullptr, BuildKind::unknown},
      {"ABSENT", "ABSENT", BuildKind::unknown},
      {"", "", BuildKind::unknown},
      {"Release", nullptr, BuildKind::optimised},
      {"RelWithDebInfo", "-g -O2", BuildKind::optimised},
      {nullptr, "-O0 -O3", BuildKind::optimised},  // the last one counts
      {"Debug", nullptr, BuildKind::debug},
      {"DEBUG", "-g", BuildKind::debug},
      {"Release", "-O3 -O0", BuildKind::debug},
      {"", "-Og", BuildKind::debug},
      {"Release", "-O3 -fsanitize=thread", BuildKind::sanitized},
      {"Release+sanitizers", "-O3", BuildKind::sanitized},
      {"Debug+sanitizers", nullptr, BuildKind::sanitized},
  };
  for (const BuildCase& c : cases) {
    Provenance facts;
    if (c.type != nullptr) facts[Fact::build_type] = c.type;
    if (c.flags != nullptr) facts[Fact::compiler_flags] = c.flags;
    EXPECT_EQ(build_kind(facts), c.kind)
        << (c.type ? c.type : "-") << ' ' << (c.flags ? c.flags : "-");
  }
}

TEST(BuildKind, HasWordsForEach) {
  EXPECT_EQ(build_kind_text(BuildKind::debug), "a Debug build");
  EXPECT_EQ(build_kind_text(BuildKind::sanitized), "a sanitizer build");
  EXPECT_EQ(build_kind_text(BuildKind::optimised), "an optimised build");
  EXPECT_NE(build_kind_text(BuildKind::unknown), "");
}

}  // namespace
}  // namespace tidegate
