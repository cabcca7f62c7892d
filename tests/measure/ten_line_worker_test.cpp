/// The ten-line benchmark as a process: two files, registered before main in any order.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <tidegate/row/row_json.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::measure {
namespace {

struct Ended {
  int exit_code;
  std::string out;
};

Ended run(const std::string& arguments) {
  std::FILE* pipe = ::popen((TIDEGATE_TEN_LINE_WORKER " " + arguments).c_str(), "r");
  if (pipe == nullptr) return {-1, ""};
  std::string out;
  std::array<char, 256> block{};
  while (std::fgets(block.data(), block.size(), pipe) != nullptr) out += block.data();
  const int status = ::pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, out};
}

TEST(TenLineWorker, Lists) {
  const Ended ended = run("--list");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.out,
            "sum[n=1024] std/serial  representative  reference\n"
            "sum[n=1024] counted/openmp  representative  skipped: only an example\n"
            "sum[n=65536] std/serial  reference\n"
            "sum[n=65536] counted/openmp  skipped: only an example\n");
}

TEST(TenLineWorker, ListsIntoAPipe) {
  const Ended ended = run("--tidegate list /dev/stdout");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'), 4);
}

TEST(TenLineWorker, ListsIntoAFileWithoutAName) {
  std::FILE* unnamed = std::tmpfile();
  ASSERT_NE(unnamed, nullptr);
  const std::string command =
      fmt::format(TIDEGATE_TEN_LINE_WORKER " --tidegate list /dev/stdout 1>&{}", fileno(unnamed));
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_TRUE(std::filesystem::is_symlink("/dev/stdout"));
  std::rewind(unnamed);
  int lines = 0;
  for (int c = std::fgetc(unnamed); c != EOF; c = std::fgetc(unnamed)) lines += c == '\n' ? 1 : 0;
  EXPECT_EQ(lines, 4);
  std::fclose(unnamed);
}

TEST(TenLineWorker, MeasuresByHand) {
  const Ended ended = run("");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.out, testing::HasSubstr("pass, 0 x tolerance"));
}

TEST(TenLineWorker, AnswersInLockstep) {
  const ScratchFolder folder;
  const auto spec_path = folder / "spec.json";
  AttemptSpec spec;
  spec.run_id = "20261121T013000Z__7a57be1";
  spec.key = {"sum", *parse_point("n=1024"), "std", "serial"};
  std::FILE* file = std::fopen(spec_path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fputs(to_json_line(spec).c_str(), file);
  std::fclose(file);
  const auto result = folder / "result.jsonl";
  const Ended ended = run("--tidegate lockstep " + spec_path.string() + " " + result.string() +
                          " < " + TIDEGATE_TESTS_DIR "/measure/lockstep_requests.txt");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.out, testing::HasSubstr("tidegate ready\n\ntidegate sample "));
  EXPECT_THAT(ended.out, testing::EndsWith("tidegate done\n"));
  const auto json = read_json_file(result);
  ASSERT_TRUE(json) << json.error().what;
  const auto row = attempt_from_json(*json, {"result.jsonl"});
  ASSERT_TRUE(row) << row.error().what;
  EXPECT_EQ(row->status, Status::ok);
  EXPECT_EQ(row->find("warm_time")->samples.size(), 3U);
}

TEST(TenLineWorker, RefusesOtherWords) { EXPECT_EQ(run("--tidegate sing 2>&1").exit_code, 64); }

}  // namespace
}  // namespace tidegate::measure
