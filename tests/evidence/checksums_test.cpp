#include <filesystem>

#include <fakes/temp_folder.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <tidegate/evidence/checksums.hpp>
#include <tidegate/evidence/sha256.hpp>

namespace tidegate::evidence {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// FIPS 180-4, the examples of one block and of none.
TEST(Sha256, GivesTheNumbersOfTheStandard) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

class Checksums : public TempFolder {
 protected:
  void SetUp() override {
    write("rows.jsonl", "abc");
    write("plots/a.svg", "");
    ASSERT_TRUE(write_checksums(folder));
  }
  std::vector<std::string> flaws() const {
    const auto found = checksum_flaws(folder);
    EXPECT_TRUE(found) << found.error().what;
    return found.value_or(std::vector<std::string>{"an error"});
  }
};

TEST_F(Checksums, AreTheLinesOfSha256sum) {
  EXPECT_EQ(read("SHA256SUMS"),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  plots/a.svg\n"
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  rows.jsonl\n");
  EXPECT_THAT(flaws(), IsEmpty());
}

TEST_F(Checksums, TellWhatWasChangedIsMissingOrWasAdded) {
  write("rows.jsonl", "abd");
  EXPECT_THAT(flaws(), ElementsAre(HasSubstr("rows.jsonl was changed")));
  write("notes.txt", "mine");
  EXPECT_THAT(flaws(),
              ElementsAre(HasSubstr("notes.txt was added"), HasSubstr("rows.jsonl was changed")));
  std::filesystem::remove(folder / "rows.jsonl");
  std::filesystem::remove(folder / "notes.txt");
  EXPECT_THAT(flaws(), ElementsAre("rows.jsonl is missing"));
}

TEST_F(Checksums, ALinkOrAPipeIsNoEvidence) {
  const std::filesystem::path rows = folder / "rows.jsonl";
  const std::filesystem::path elsewhere = folder.string() + ".elsewhere";
  std::filesystem::rename(rows, elsewhere);
  std::filesystem::create_symlink(elsewhere, rows);
  const auto linked = checksum_flaws(folder);
  std::filesystem::remove(elsewhere);
  std::filesystem::remove(rows);
  ASSERT_FALSE(linked);
  EXPECT_EQ(linked.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(linked.error().what, HasSubstr("rows.jsonl is a link"));
  ASSERT_EQ(::mkfifo(rows.c_str(), 0600), 0);
  EXPECT_THAT(checksum_flaws(folder).error().what, HasSubstr("pipe"));
}

TEST_F(Checksums, AFileThatIsNoneOfThemIsAnError) {
  for (const char* text :
       {"abc\n", "ba7816bf  rows.jsonl\n",
        "XX7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n"}) {
    write("SHA256SUMS", text);
    const auto found = checksum_flaws(folder);
    ASSERT_FALSE(found) << text;
    EXPECT_EQ(found.error().kind, ErrorKind::bad_input);
    EXPECT_THAT(found.error().what, HasSubstr("SHA256SUMS:1: this is no checksum"));
  }
  std::filesystem::remove(folder / "SHA256SUMS");
  EXPECT_EQ(checksum_flaws(folder).error().kind, ErrorKind::missing);
  EXPECT_EQ(checksum_flaws(folder / "nowhere").error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace tidegate::evidence
