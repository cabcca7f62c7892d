#include <vector>

#include <gtest/gtest.h>

#include <tidegate/measure/people_table.hpp>

namespace tidegate::measure {
namespace {

TEST(PeopleTable, TimesHaveASuitableUnit) {
  EXPECT_EQ(time_text(2), "2 s");
  EXPECT_EQ(time_text(1e-3), "1 ms");
  EXPECT_EQ(time_text(0.0123456), "12.35 ms");
  EXPECT_EQ(time_text(2.5e-6), "2.5 us");
  EXPECT_EQ(time_text(3.25e-10), "0.325 ns");
}

TEST(PeopleTable, AlignsColumns) {
  AttemptRow good;
  good.key = {"sum", {}, "std", "serial"};
  good.metrics.push_back({"warm_time", "s", 1, {3e-3, 1e-3, 2e-3}});
  AttemptRow bad;
  bad.key = {"longer", {}, "std", "serial"};
  bad.status = Status::crashed;
  bad.failure = Failure{"measure", "it broke", {}, {}, {}};
  EXPECT_EQ(people_table(std::vector{good, bad}),
            "case                   min  median  fidelity\n"
            "sum[-] std/serial     1 ms    2 ms  unchecked\n"
            "longer[-] std/serial     -       -  crashed: it broke\n");
}

TEST(PeopleTable, ListsWhatIsSpecial) {
  const std::vector<CaseListing> listings{{{"sum", {}, "a", "serial"}, true, true, ""},
                                          {{"sum", {}, "b", "serial"}, false, false, "no device"}};
  EXPECT_EQ(people_list(listings),
            "sum[-] a/serial  representative  reference\n"
            "sum[-] b/serial  skipped: no device\n");
}

}  // namespace
}  // namespace tidegate::measure
