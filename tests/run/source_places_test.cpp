#include <filesystem>

#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/run/source_places.hpp>

#include "throwaway_repository.hpp"

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

class SourcePlaces : public ThrowawayRepository {
 protected:
  /// `file:line` of a listing that named `file`, or nothing.
  std::string placed(const std::string& file, const fs::path& project) {
    CaseListing listing;
    listing.source = SourcePlace{file, 12};
    const SourcePlace place = placed_in_repository({listing}, project).at(0).source;
    return place.known() ? place.file.str() + ":" + std::to_string(place.line) : std::string{};
  }
  void SetUp() override {
    ThrowawayRepository::SetUp();
    write("repo/bench/sum/cases.cpp", "a case");
    write("repo/sub/project/cases.cpp", "another");
  }
};

TEST_F(SourcePlaces, APathOfTheMachineBecomesOneOfTheRepository) {
  EXPECT_EQ(placed((repo / "bench/sum/cases.cpp").string(), repo), "bench/sum/cases.cpp:12");
  EXPECT_EQ(placed("./bench/sum/cases.cpp", repo), "bench/sum/cases.cpp:12");
  EXPECT_EQ(placed("bench/../bench/sum/cases.cpp", repo), "bench/sum/cases.cpp:12");
}

TEST_F(SourcePlaces, AProjectBelowTheTopNamesFilesFromTheTop) {
  EXPECT_EQ(placed("./cases.cpp", repo / "sub/project"), "sub/project/cases.cpp:12");
}

TEST_F(SourcePlaces, WhatLiesElsewhereIsUnknown) {
  EXPECT_EQ(placed("/etc/hostname", repo), "");
  EXPECT_EQ(placed("../../../../../../etc/hostname", repo), "");
  EXPECT_EQ(placed("bench/sum/gone.cpp", repo), "");
  EXPECT_EQ(placed("bench/sum", repo), "") << "a folder has no lines";
  EXPECT_EQ(placed("bench/sum/cases.cpp", fs::path{}), "") << "of no known project";
}

TEST_F(SourcePlaces, AWorkerThatSaysNothingStaysSilent) {
  const auto listings = placed_in_repository(std::vector<CaseListing>(2), repo);
  ASSERT_EQ(listings.size(), 2U);
  EXPECT_FALSE(listings[0].source.known());
}

}  // namespace
}  // namespace tidegate::run
