/// Kokkos starts for an attempt, with its own argv, and its facts are in the row.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/row/metric.hpp>
#include <tidegate/row/row_json.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::measure {
namespace {

class KokkosWorker : public testing::Test {
 protected:
  ScratchFolder folder;

  int run(const std::string& arguments) {
    const std::string command = TIDEGATE_KOKKOS_WORKER " " + arguments + " > " + out().string();
    return std::system(command.c_str());
  }
  std::filesystem::path out() const { return folder / "out"; }
  std::string output() const {
    std::ifstream stream(out());
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  Json only_line(const std::string& file) const { return read_json_file(folder / file).value(); }
};

TEST_F(KokkosWorker, AttemptsWithItsFacts) {
  ASSERT_EQ(run("--tidegate list " + (folder / "list").string()), 0);
  const auto listing = listing_from_json(only_line("list"), {"list"});
  ASSERT_TRUE(listing) << listing.error().what;

  AttemptSpec spec;
  spec.run_id = "20261121T013000Z__7a57be1";
  spec.key = listing->key;
  std::ofstream(folder / "spec.json") << to_json_line(spec) << '\n';
  ASSERT_EQ(run("--tidegate attempt " + (folder / "spec.json").string() + " " +
                (folder / "row").string()),
            0);
  const auto row = attempt_from_json(only_line("row"), {"row"});
  ASSERT_TRUE(row) << row.error().what;
  EXPECT_EQ(row->status, Status::ok) << (row->failure ? row->failure->message : "");
  ASSERT_TRUE(row->provenance[Fact::kokkos_version]);
  EXPECT_THAT(*row->provenance[Fact::kokkos_version],
              testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  EXPECT_TRUE(row->provenance[Fact::kokkos_backend]);
  // On a device a number, on a host the reason: never neither, never 0 for "nobody looked".
  const auto reason = std::find_if(row->counters.begin(), row->counters.end(),
                                   [](const auto& one) { return one.name == peak_device_memory; });
  if (const MetricSamples* peak = row->find(peak_device_memory)) {
    EXPECT_GE(peak->samples.at(0), 8) << "the View of one double";
  } else {
    ASSERT_NE(reason, row->counters.end());
    EXPECT_THAT(reason->why, testing::HasSubstr("no device memory: the backend is " +
                                                *row->provenance[Fact::kokkos_backend]));
  }
}

TEST_F(KokkosWorker, HelpIsOursAndNotKokkoss) {
  ASSERT_EQ(run("--help"), 0);
  EXPECT_THAT(output(), testing::HasSubstr("A tidegate worker"));
  EXPECT_THAT(output(), testing::Not(testing::HasSubstr("kokkos")));
}

}  // namespace
}  // namespace tidegate::measure
