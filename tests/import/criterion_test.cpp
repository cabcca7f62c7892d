/// Criterion.rs: which of its folders hold the newest run, and what they say of it.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/import/formats.hpp>
#include <tidegate/row/imported.hpp>

#include "fakes/temp_folder.hpp"
#include "import/import_case.hpp"

namespace tidegate::foreign {
namespace {

using testing::HasSubstr;

TEST(Criterion, TheNewestSamplesOfEachFolder) {
  const Imported imported = read("criterion", "criterion");
  ASSERT_EQ(imported.attempts.size(), 4U) << "`base` is another run";
  const AttemptRow root = row_of(imported, "square_root[name=square root] /unstated");
  ASSERT_EQ(samples_of(root).size(), 10U);
  EXPECT_DOUBLE_EQ(samples_of(root)[0], 884007e-9 / 493363);
  EXPECT_DOUBLE_EQ(samples_of(root)[9], 9152116e-9 / 4933630);
  EXPECT_EQ(root.find(warm_time)->iterations, 493363U);
  EXPECT_EQ(row_of(imported, "sum[function=iter,value=64] /unstated").work.elements, 64.0);
  const AttemptRow copy =
      row_of(imported, "copy_bytes[name=copy/bytes,function=a \"quoted\"; name] /unstated");
  EXPECT_DOUBLE_EQ(samples_of(copy).at(0), 5022528e-9 / 1860);
  EXPECT_EQ(copy.work.bytes, 4096.0);
}

TEST(Criterion, Version07WritesTheSameAndBitsToo) {
  const Imported imported = read("criterion", "criterion-0.7.0");
  ASSERT_EQ(imported.attempts.size(), 6U) << "neither `base` nor `change` is of this run";
  for (const AttemptRow& row : imported.attempts) {
    EXPECT_EQ(samples_of(row).size(), 20U) << row.key.text();
  }
  const AttemptRow sum = row_of(imported, "sum[function=iter,value=64] /unstated");
  EXPECT_DOUBLE_EQ(samples_of(sum)[0], 232208e-9 / 8151);
  EXPECT_DOUBLE_EQ(samples_of(sum)[19], 4292512e-9 / 163020);
  EXPECT_EQ(sum.find(warm_time)->iterations, 8151U);
  EXPECT_EQ(sum.work.elements, 64.0);
  const std::string copy = "copy_bytes[name=copy/bytes,function=";
  for (const char* function : {"a \"quoted\"; name", "decimal", "bits"}) {
    EXPECT_EQ(row_of(imported, copy + function + "] /unstated").work.bytes, 4096.0) << function;
  }
}

/// A copy of the fixture, to be changed.
void copy_criterion(const ScratchFolder& folder) {
  std::filesystem::copy(fixture("criterion"), folder.path(),
                        std::filesystem::copy_options::recursive);
}

TEST(Criterion, WithoutSamplesTheMedianStandsForThem) {
  const ScratchFolder folder;
  copy_criterion(folder);
  std::filesystem::remove(folder.path() / "sum/iter/1024/new/sample.json");
  const auto imported = format_of("criterion")->read(folder.path());
  ASSERT_TRUE(imported) << imported.error().what;
  expect_stand_in(row_of(*imported, "sum[function=iter,value=1024,statistic=median] /unstated"),
                  126.95335194231217e-9, 1);
}

TEST(Criterion, WhatAnOlderRunLeftIsSaid) {
  const ScratchFolder folder;
  copy_criterion(folder);
  const auto newest = std::filesystem::file_time_type::clock::now();
  for (const char* name : {"square root", "sum/iter/64", "copy_bytes/a _quoted_, name"}) {
    std::filesystem::last_write_time(folder.path() / name / "new/sample.json", newest);
  }
  std::filesystem::last_write_time(folder.path() / "sum/iter/1024/new/sample.json",
                                   newest - std::chrono::hours(2));
  const auto imported = format_of("criterion")->read(folder.path());
  ASSERT_TRUE(imported) << imported.error().what;
  ASSERT_TRUE(imported->measured);
  for (const AttemptRow& row : imported->attempts) {
    const bool old = row.key.text().find("1024") != std::string::npos;
    EXPECT_EQ(row.warnings.size(), old ? 1U : 0U) << row.key.text();
  }
}

TEST(Criterion, AFileStandsForItsFolderAndUnequalListsAreRefused) {
  const auto one = format_of("criterion")->read(fixture("criterion/square root/new/sample.json"));
  ASSERT_TRUE(one) << one.error().what;
  EXPECT_EQ(one->attempts.size(), 1U);
  const ScratchFolder folder;
  folder.write("g/new/benchmark.json", R"({"group_id": "g"})");
  folder.write("g/new/sample.json", R"({"iters": [1, 2], "times": [1]})");
  const auto unequal = format_of("criterion")->read(folder.path());
  ASSERT_FALSE(unequal);
  EXPECT_THAT(unequal.error().what, HasSubstr("sample.json:1: times has 1 numbers, iters has 2"));
  folder.write("g/new/sample.json", R"({"iters": [0], "times": [1]})");
  EXPECT_FALSE(format_of("criterion")->read(folder.path()));
  EXPECT_FALSE(format_of("criterion")->read(folder.path() / "nowhere"));
}

}  // namespace
}  // namespace tidegate::foreign
