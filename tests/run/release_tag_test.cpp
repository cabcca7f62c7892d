#include <gtest/gtest.h>

#include <tidegate/run/release_tag.hpp>

namespace tidegate::run {
namespace {

TEST(ReleaseTag, NamesAVersion) {
  for (const char* tag :
       {"v1.2", "V3", "1.2.3", "2", "name-1.3.0", "name/v2", "name_v2", "v3.0.1-2", "release-3.1",
        "v1.0-hotfix", "2024a", "v1.1.1w", "2d-engine-1.0", "name-8_4_0", "REL_15_4", "REL9_6_0"}) {
    EXPECT_TRUE(names_release(tag)) << tag;
  }
  for (const char* tag : {"", "v", "-", "deployed", "before-rewrite", "day-7", "x2.0", "name-1",
                          "name-1.", "name-1.x", "vacation", "name/", "name-1_", "step_7"}) {
    EXPECT_FALSE(names_release(tag)) << tag;
  }
}

TEST(ReleaseTag, IsNoPreRelease) {
  for (const char* tag : {"v2.0.0-rc.1", "v2.0.0-RC2", "v2rc1", "v2.0b1", "v2.0a3", "v2.0.0-alpha",
                          "v2.0.0-beta.2", "v2.0.0.dev3", "2.0-pre1", "2.0preview",
                          "v2.0-prerelease", "name-2.0-rc1", "name/v2.0-dev", "v2.0-Canary.1"}) {
    EXPECT_FALSE(names_release(tag)) << tag;
  }
}

TEST(ReleaseTag, IsNoneOfADevelopersSteps) {
  for (const char* tag : {"v1.4.0-devel", "v1.4.0-next.1", "2.0-M1", "v2.0-milestone-3", "1.0-a1",
                          "1.0-b.2", "v1.0.a1", "REL_15_BETA1", "REL9_6_RC1", "name-8_4_0-rc2"}) {
    EXPECT_FALSE(names_release(tag)) << tag;
  }
}

TEST(ReleaseTag, IsNoMarkThatMovesWithTime) {
  for (const char* tag : {"nightly", "nightly-1.2.3", "nightly-2026.11.20", "v1.2-Nightly",
                          "nightly20261120", "v2.0-SNAPSHOT", "snapshot-1.0"}) {
    EXPECT_FALSE(names_release(tag)) << tag;
  }
}

TEST(ReleaseTag, WordsOfTheProjectsNameSayNothing) {
  for (const char* tag : {"my-device-1.0", "x-predict-1.0", "lib-rcu-2.0", "lib2-rcu-2.0",
                          "h2-dev-tools-1.0", "alphabet-1.2", "my-dev-1.0", "pre-commit/v1",
                          "betaflight-4.5.1", "nightlywatch-1.0", "v1.0-device", "rc-2.0"}) {
    EXPECT_TRUE(names_release(tag)) << tag;
  }
}

}  // namespace
}  // namespace tidegate::run
