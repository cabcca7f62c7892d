#include <filesystem>

#include <fakes/temp_folder.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/evidence/checksums.hpp>
#include <tidegate/evidence/folder_check.hpp>
#include <tidegate/evidence/folder_write.hpp>
#include <tidegate/row/jsonl_file.hpp>

#include "render/golden.hpp"
#include "sample_evidence.hpp"

namespace tidegate::evidence {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class EvidenceFolder : public TempFolder {
 protected:
  void SetUp() override { write_evidence(sample_evidence()); }

  void write_evidence(const Evidence& evidence) const {
    for (const AttemptRow& row : evidence.rows) {
      ASSERT_TRUE(append_attempt(folder / "rows.jsonl", row));
    }
    for (const AttemptRow& row : evidence.constructions) {
      ASSERT_TRUE(append_attempt(folder / "constructions.ndjson", row));
    }
    const auto written = write_folder(folder, evidence);
    ASSERT_TRUE(written) << written.error().what;
  }
  FolderCheck checked() const {
    const auto check = check_folder(folder);
    EXPECT_TRUE(check) << check.error().what;
    return check.value_or(FolderCheck{{"an error"}, {}, 0});
  }
  /// Replaces words of a file, and its checksum, as somebody would who wants to hide it.
  void forge(const std::string& file, const std::string& words, const std::string& others) const {
    std::string text = read(file);
    const std::size_t at = text.find(words);
    ASSERT_NE(at, std::string::npos) << file << " has no " << words;
    write(file, text.replace(at, words.size(), others));
    std::filesystem::remove(folder / checksums_file);
    ASSERT_TRUE(write_checksums(folder));
  }
};

TEST_F(EvidenceFolder, IsSoundAsItWasWritten) {
  const FolderCheck check = checked();
  EXPECT_THAT(check.flaws, IsEmpty());
  EXPECT_TRUE(check.is_sound());
  EXPECT_EQ(check.results, 3U);
}

TEST_F(EvidenceFolder, ReadsAsTheGoldenFilesDo) {
  render::expect_golden("harness_results.json", read("results.json"));
  render::expect_golden("harness_summary.md", read("summary.md"));
}

TEST_F(EvidenceFolder, AChangedFileIsFoundByItsChecksum) {
  write("commands.txt", "tidegate harness --something-else\n");
  EXPECT_THAT(checked().flaws, Contains(HasSubstr("commands.txt was changed")));
  EXPECT_FALSE(checked().is_sound());
}

TEST_F(EvidenceFolder, AFigureThatTheRowsDoNotGiveIsFoundWithoutChecksums) {
  forge("results.json", "\"mean_warm_s\": 3.0", "\"mean_warm_s\": 2.0");
  EXPECT_THAT(checked().flaws, Contains(HasSubstr("first at results[0].mean_warm_s")));
}

TEST_F(EvidenceFolder, AMissingFieldIsFound) {
  forge("results.json", "\"median_warm_s\"", "\"middle_warm_s\"");
  EXPECT_THAT(checked().flaws, Contains(HasSubstr("first at results[0].median_warm_s")));
}

TEST_F(EvidenceFolder, AChangedSummaryIsFound) {
  forge("summary.md", "3.000 s", "2.000 s");
  EXPECT_THAT(checked().flaws, Contains("summary.md is not what rows.jsonl gives"));
}

TEST_F(EvidenceFolder, AMissingArtefactIsAnItemThatIsNotMet) {
  std::filesystem::remove(folder / "env.json");
  std::filesystem::remove(folder / checksums_file);
  ASSERT_TRUE(write_checksums(folder));
  EXPECT_FALSE(all_met(checked().checklist));
}

TEST_F(EvidenceFolder, AWrongTypeIsNamed) {
  forge("results.json", "\"repeats\": 2", "\"repeats\": \"two\"");
  const auto check = check_folder(folder);
  ASSERT_FALSE(check);
  EXPECT_EQ(check.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(check.error().what, HasSubstr("benchmark_config.repeats"));
}

TEST_F(EvidenceFolder, WithoutChecksumsARunDidNotEnd) {
  std::filesystem::remove(folder / checksums_file);
  EXPECT_EQ(check_folder(folder).error().kind, ErrorKind::missing);
}

TEST_F(EvidenceFolder, WhatWasObservedIsReadBackAsItWas) {
  const auto json = read_json_file(folder / "results.json");
  ASSERT_TRUE(json);
  const auto observed = observed_from_json(*json, TextSource{"results.json", 1});
  ASSERT_TRUE(observed) << observed.error().what;
  EXPECT_EQ(*observed, sample_observed());
}

}  // namespace
}  // namespace tidegate::evidence
