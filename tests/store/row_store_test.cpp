#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/store/row_store.hpp>

#include "fakes/temp_folder.hpp"
#include "small_rows.hpp"

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

class RowStoreTest : public TempFolder {
 protected:
  std::vector<AttemptRow> rows() const {
    const auto read = read_attempts(std::vector{folder / "store"});
    return read ? read->rows : std::vector<AttemptRow>{};
  }
};

TEST_F(RowStoreTest, KeepsAFileForEachCaseOfARun) {
  const auto store = RowStore::open(folder / "store").value();
  AttemptRow other = small_row("run-1", 1);
  other.key.case_name = "../scan";
  other.run_id = "a/b";
  ASSERT_TRUE(store.append(
      std::vector{small_row("run-1", 1), small_row("run-1", 2), small_row("run-2", 1), other}));
  const auto files = run_files(folder / "store").value();
  std::vector<std::string> names;
  for (const RunFile& file : files) {
    names.push_back(fs::relative(file.path, folder / "store").string());
    EXPECT_EQ(file.bytes, fs::file_size(file.path));
  }
  EXPECT_THAT(names, testing::ElementsAre("%2E.%2Fscan/a%2Fb.jsonl", "count/run-1.jsonl",
                                          "count/run-2.jsonl"));
  EXPECT_EQ(rows().size(), 4U);
}

TEST_F(RowStoreTest, CasesOfUnlikeNamesShareNoFile) {
  const auto store = RowStore::open(folder / "store").value();
  for (const char* name : {"a+b", "a_b", "a-b", "a b"}) {
    AttemptRow row = small_row("r", 1);
    row.key.case_name = name;
    ASSERT_TRUE(store.append(row));
  }
  EXPECT_EQ(run_files(folder / "store").value().size(), 4U);
}

TEST_F(RowStoreTest, LooksOnlyAtRunFiles) {
  const auto store = RowStore::open(folder / "store").value();
  ASSERT_TRUE(store.append(small_row("r", 1)));
  write("store/count/notes.txt", "text");
  write("store/count/.hidden.jsonl", "text");
  write("store/.runs/r.json", "text");
  write("store/stray.jsonl", "text");
  EXPECT_EQ(run_files(folder / "store").value().size(), 1U);
  const auto nowhere = run_files(folder / "nowhere");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, ErrorKind::missing);
}

TEST_F(RowStoreTest, AStoreThatCannotBeMadeSaysSo) {
  write("taken", "a file");
  const auto store = RowStore::open(folder / "taken" / "store");
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::io);
  EXPECT_NE(store.error().what.find("taken"), std::string::npos);
}

TEST_F(RowStoreTest, WritersAtTheSameTimeKeepEachOthersRows) {
  const auto store = RowStore::open(folder / "store").value();
  const auto append = [&store](const char* provider) {
    for (std::int64_t n = 0; n < 50; ++n) {
      ASSERT_TRUE(store.append(small_row("r", n, 1, provider)));
    }
  };
  std::thread other(append, "b");
  append("a");
  other.join();
  EXPECT_EQ(rows().size(), 100U);
}

/// A file system of 64 KiB, gone with the object.
class TinyDisk {
 public:
  explicit TinyDisk(fs::path at) : at_(std::move(at)) {
    fs::create_directories(at_);
    mounted_ = ::mount("tmpfs", at_.c_str(), "tmpfs", 0, "size=64k") == 0;
  }
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;
  ~TinyDisk() {
    if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  bool mounted() const { return mounted_; }

 private:
  fs::path at_;
  bool mounted_ = false;
};

TEST_F(RowStoreTest, AFullDiskLosesNoRowThatWasKept) {
  const TinyDisk disk(folder / "store");
  if (!disk.mounted()) GTEST_SKIP() << "only root may mount a small disk";
  const auto store = RowStore::open(folder / "store").value();
  std::int64_t kept = 0;
  Outcome<void> appended;
  while (kept < 10000 && (appended = store.append(small_row("r", kept)))) ++kept;
  ASSERT_FALSE(appended);
  EXPECT_NE(appended.error().what.find("No space left"), std::string::npos);
  EXPECT_NE(appended.error().hint.find("disk space"), std::string::npos);
  EXPECT_GT(kept, 0);
  EXPECT_EQ(rows().size(), static_cast<std::size_t>(kept));
}

TEST_F(RowStoreTest, AFileThatMayNotGrowLosesNoRowThatWasKept) {
  const auto store = RowStore::open(folder / "store").value();
  ASSERT_TRUE(store.append(small_row("r", 0)));
  const auto before = read_file(store.file_of(small_row("r", 0))).value();
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
  const rlimit tight{before.size() + 100, old.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tight), 0);
  const auto appended = store.append(small_row("r", 1));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old), 0);
  EXPECT_FALSE(appended);
  EXPECT_EQ(read_file(store.file_of(small_row("r", 0))).value(), before);
}

}  // namespace
}  // namespace tidegate::store
