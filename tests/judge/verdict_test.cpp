#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <tidegate/judge/verdict.hpp>

namespace tidegate::judge {
namespace {

struct Row {
  Verdict verdict;
  const char* name;
  bool crossing;
  Severity severity;
};

/// The closed list, in its order.
const Row rows[] = {
    {Verdict::same, "same", false, Severity::quiet},
    {Verdict::slower, "slower", true, Severity::regression},
    {Verdict::faster, "faster", true, Severity::quiet},
    {Verdict::suspicious, "suspicious", true, Severity::quiet},
    {Verdict::shape_changed, "shape_changed", true, Severity::regression},
    {Verdict::undecided, "undecided", false, Severity::quiet},
    {Verdict::no_baseline, "no_baseline", false, Severity::quiet},
    {Verdict::not_comparable, "not_comparable", false, Severity::quiet},
    {Verdict::unfaithful, "unfaithful", false, Severity::broke},
    {Verdict::broken, "broken", false, Severity::broke},
    {Verdict::recovered, "recovered", false, Severity::quiet},
    {Verdict::dropped, "dropped", false, Severity::quiet},
};

TEST(Verdict, EachHasItsNameAndMeaning) {
  for (const Row& row : rows) {
    EXPECT_EQ(verdict_name(row.verdict), row.name);
    EXPECT_EQ(verdict_from(row.name), row.verdict);
    EXPECT_EQ(is_crossing(row.verdict), row.crossing) << row.name;
    EXPECT_EQ(severity(row.verdict), row.severity) << row.name;
  }
}

TEST(Verdict, OnlySameAsksNothingOfTheReader) {
  for (const Row& row : rows) {
    EXPECT_EQ(next_step(row.verdict).empty(), row.verdict == Verdict::same) << row.name;
  }
}

TEST(Verdict, OtherWordsNameNothing) {
  for (const char* word : {"", "Same", "slow", "same "}) EXPECT_FALSE(verdict_from(word)) << word;
  EXPECT_FALSE(method_from("guess"));
}

TEST(Verdict, MethodsReadBack) {
  for (const Method method : {Method::screen, Method::lockstep, Method::unconfirmed}) {
    EXPECT_EQ(method_from(method_name(method)), method);
  }
  EXPECT_EQ(method_name(Method::unconfirmed), "unconfirmed");
}

}  // namespace
}  // namespace tidegate::judge
