/// Really killed writers: what they reported as kept is there, whatever they died in the middle of.
#include <csignal>
#include <set>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/store/latest.hpp>
#include <tidegate/store/row_store.hpp>

#include "fakes/temp_folder.hpp"
#include "small_rows.hpp"

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

/// Hundreds of pages, so that the kernel is in the middle of a write most of the time: it gives a
/// write up between two pages when the writer is killed.
AttemptRow large_row(std::int64_t n) {
  AttemptRow row = small_row("r", n);
  row.metrics[0].samples.assign(40000, 0.123456789012345);
  return row;
}

/// Appends rows and says on the pipe which ones are kept, until it is killed.
[[noreturn]] void write_rows(const RowStore& store, int told) {
  for (std::int64_t n = 0;; ++n) {
    if (!store.append(large_row(n))) ::_exit(1);
    if (::write(told, &n, sizeof n) != sizeof n) ::_exit(2);
  }
}

class KilledWriter : public TempFolder {
 protected:
  /// Kills a writer after it told of `rows` rows and that many bytes of the next one appeared.
  /// The number of rows that it told of altogether.
  std::int64_t kill_one(const RowStore& store, std::int64_t rows, std::uintmax_t bytes_more) {
    int pipe[2];
    EXPECT_EQ(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(pipe[0]);
      write_rows(store, pipe[1]);
    }
    ::close(pipe[1]);
    std::int64_t told = 0;
    for (std::int64_t n = 0; told < rows && ::read(pipe[0], &n, sizeof n) == sizeof n;) ++told;
    const fs::path file = store.file_of(small_row("r", 0));
    std::error_code code;
    const std::uintmax_t whole = told == 0 ? 0 : told * (to_json_line(large_row(0)).size() + 1);
    int status = 0;
    pid_t ended = 0;
    while (ended == 0) {  // until the next row has begun to grow by that much
      const std::uintmax_t size = fs::file_size(file, code);
      if (!code && size >= whole + bytes_more) break;
      ended = ::waitpid(child, &status, WNOHANG);
    }
    EXPECT_EQ(ended, 0) << "the writer gave up: " << status;
    if (ended == 0) ::kill(child, SIGKILL);
    if (ended == 0) ::waitpid(child, nullptr, 0);
    for (std::int64_t n = 0; ::read(pipe[0], &n, sizeof n) == sizeof n;) ++told;
    ::close(pipe[0]);
    return told;
  }
};

TEST_F(KilledWriter, EveryRowThatItToldOfIsThereAndTheNextWriterGoesOn) {
  const std::size_t length = to_json_line(large_row(0)).size();
  std::size_t torn = 0;
  for (int round = 0; round < 40; ++round) {
    const fs::path root = folder / std::to_string(round);
    const auto store = RowStore::open(root).value();
    const std::uintmax_t bytes_more = 1 + length * static_cast<std::size_t>(round % 20) / 20;
    const std::int64_t told = kill_one(store, round % 3, bytes_more);
    const fs::path file = store.file_of(small_row("r", 0));
    torn += read_file(file).value().back() == '\n' ? 0 : 1;

    AttemptRow after = small_row("r", 1000000);
    ASSERT_TRUE(store.append(after));
    const auto read = read_attempts(std::vector{root});
    ASSERT_TRUE(read) << read.error().what;
    std::set<std::string> found;
    for (const AttemptRow& row : read->rows) found.insert(row.key.canonical());
    for (std::int64_t n = 0; n < told; ++n) {
      EXPECT_EQ(found.count(small_row("r", n).key.canonical()), 1U) << "row " << n;
    }
    EXPECT_EQ(found.count(after.key.canonical()), 1U);
    // The one in the making is whole or not there, never something else.
    EXPECT_LE(read->rows.size(), static_cast<std::size_t>(told) + 2);
    EXPECT_TRUE(latest_of(std::vector{file}));
  }
  // How many died inside a write is the kernel's choice; the test below leaves it none.
  RecordProperty("torn", static_cast<int>(torn));
}

/// A writer that the kernel kills in write(2) once the file has exactly `bytes`: the size limit of
/// the process lets a write through up to there and ends the process at the next one.
void die_at(const RowStore& store, std::uintmax_t bytes) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit no_core{0, 0};
    const rlimit size{bytes, bytes};
    ::signal(SIGXFSZ, SIG_DFL);
    if (::setrlimit(RLIMIT_CORE, &no_core) != 0 || ::setrlimit(RLIMIT_FSIZE, &size) != 0) _exit(3);
    for (std::int64_t n = 0; store.append(small_row("r", n)); ++n) continue;
    _exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "exit " << WEXITSTATUS(status);
  ASSERT_EQ(WTERMSIG(status), SIGXFSZ);
}

TEST_F(KilledWriter, DeathAtAChosenByteOfARowTearsOnlyThatRow) {
  const std::size_t length = to_json_line(small_row("r", 0)).size() + 1;
  for (const std::size_t bytes : {std::size_t{1}, length / 2, length - 1, length, length + 1,
                                  2 * length - 1, 2 * length + length / 3}) {
    const fs::path root = folder / std::to_string(bytes);
    const auto store = RowStore::open(root).value();
    ASSERT_NO_FATAL_FAILURE(die_at(store, bytes));
    const fs::path file = store.file_of(small_row("r", 0));
    ASSERT_EQ(fs::file_size(file), bytes);

    ASSERT_TRUE(store.append(small_row("r", 1000000)));
    const auto read = read_attempts(std::vector{root});
    ASSERT_TRUE(read) << bytes << ": " << read.error().what;
    // A row that lacks only its newline is whole.
    EXPECT_EQ(read->rows.size(), (bytes + 1) / length + 1) << bytes;
    const bool torn = bytes % length != 0 && (bytes + 1) % length != 0;
    EXPECT_EQ(read->notes.size(), torn ? 1U : 0U) << bytes;
    EXPECT_EQ(read->rows.back().key, small_row("r", 1000000).key) << bytes;
  }
}

TEST_F(KilledWriter, ALineTornAtAnyByteIsReportedAndPassedBy) {
  const auto store = RowStore::open(folder / "store").value();
  ASSERT_TRUE(store.append(small_row("r", 1)));
  const fs::path file = store.file_of(small_row("r", 1));
  const std::string first = read_file(file).value();
  const std::string second = to_json_line(small_row("r", 2));
  for (std::size_t length = 1; length <= second.size(); ++length) {
    // All places where the text turns from one thing into another are among the first and last.
    if (length > 300 && length + 300 < second.size() && length % 16 != 0) continue;
    write("store/count/r.jsonl", first + second.substr(0, length));
    ASSERT_TRUE(store.append(small_row("r", 3)));
    const bool whole = length == second.size();  // only its newline is missing
    const auto read = read_attempts(std::vector{file});
    ASSERT_TRUE(read) << length << ": " << read.error().what;
    EXPECT_EQ(read->rows.size(), whole ? 3U : 2U) << length;
    EXPECT_EQ(read->notes.size(), whole ? 0U : 1U) << length;
    const auto latest = latest_of(std::vector{file});
    ASSERT_TRUE(latest) << length << ": " << latest.error().what;
    EXPECT_EQ(latest->rows.size(), read->rows.size()) << length;
    EXPECT_EQ(latest->notes, read->notes) << length;
  }
}

}  // namespace
}  // namespace tidegate::store
