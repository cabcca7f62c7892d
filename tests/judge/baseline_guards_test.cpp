#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <judge/sample_rows.hpp>

#include <tidegate/judge/baseline_guards.hpp>
#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/pooled_facts.hpp>

namespace tidegate::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Rows = std::vector<ResultRow>;

/// A row that meets every guard.
ResultRow good_row(const std::string& case_name = "sort") {
  ResultRow row = result("r", key_of(case_name), times(1));
  Provenance facts;
  facts[Fact::commit] = "0123456789abcdef";
  facts[Fact::dirty] = "false";
  facts[Fact::taint] = absent_fact;
  row.provenance = std::make_shared<const Provenance>(facts);
  return row;
}

ResultRow row_with(Fact fact, const FactValue& value) {
  ResultRow row = good_row("odd");
  Provenance facts = *row.provenance;
  facts[fact] = value;
  row.provenance = std::make_shared<const Provenance>(facts);
  return row;
}

std::vector<std::string> unmet(const Rows& rows, const BaselinePolicy& policy = {}) {
  std::vector<std::string> names;
  for (const UnmetGuard& guard : unmet_guards(rows, policy)) names.emplace_back(guard.info.name);
  return names;
}

TEST(BaselineGuards, GoodRowsMeetAll) {
  EXPECT_THAT(unmet({good_row("a"), good_row("b")}), IsEmpty());
}

TEST(BaselineGuards, LoadThatNobodyLookedForIsNotMet) {
  const Rows rows{good_row(), row_with(Fact::taint, {})};
  EXPECT_THAT(unmet(rows), ElementsAre("load"));
  EXPECT_THAT(unmet_guards(rows, {}).front().what,
              HasSubstr("1 of 2 rows were measured while nobody looked for other load, first odd"));
}

TEST(BaselineGuards, EachNamesWhatBreaksIt) {
  const Rows loaded{good_row(), row_with(Fact::taint, "7 other tasks wanted a CPU")};
  EXPECT_THAT(unmet(loaded), ElementsAre("load"));
  const std::string what = unmet_guards(loaded, {}).front().what;
  EXPECT_THAT(what, HasSubstr("1 of 2 rows were measured beside other load (7 other tasks"));
  EXPECT_THAT(what, HasSubstr("first odd[n=512]"));
  EXPECT_THAT(unmet({good_row(), row_with(Fact::dirty, "true")}), ElementsAre("dirty"));
  EXPECT_THAT(unmet({row_with(Fact::dirty, {})}), ElementsAre("dirty"));
  EXPECT_THAT(unmet({row_with(Fact::commit, {})}), ElementsAre("commit"));
  EXPECT_THAT(unmet({good_row(), row_with(Fact::commit, "fedcba")}), ElementsAre("mixed"));
  ResultRow without = good_row();
  without.provenance = nullptr;
  EXPECT_THAT(unmet({without}), ElementsAre("load", "commit"));
}

TEST(BaselineGuards, OnlyOkAttemptsCount) {
  BaselinePolicy policy;
  policy.attempts = 3;
  ResultRow row = good_row();
  row.attempts = 4;
  row.failed = 1;
  EXPECT_THAT(unmet({row}, policy), IsEmpty());
  row.failed = 2;
  EXPECT_THAT(unmet({row}, policy), ElementsAre("attempts"));
  EXPECT_THAT(unmet_guards(Rows{row}, policy).front().what,
              HasSubstr("have fewer than 3 ok attempts"));
}

TEST(BaselineGuards, AllThatAreNotMetAreListed) {
  BaselinePolicy policy;
  policy.attempts = 2;
  EXPECT_THAT(unmet({row_with(Fact::taint, "load"), row_with(Fact::dirty, "true"),
                     row_with(Fact::commit, {}), row_with(Fact::commit, "fedcba")},
                    policy),
              ElementsAre("attempts", "load", "commit", "dirty", "mixed"));
}

TEST(BaselineGuards, NamesReadBackAndSayWhatToDo) {
  for (const GuardInfo& info : all_guards()) {
    EXPECT_EQ(guard_from(info.name), info.guard);
    EXPECT_FALSE(info.todo.empty());
    EXPECT_THAT(guard_names(), HasSubstr(std::string(info.name)));
  }
  EXPECT_FALSE(guard_from("weather"));
}

TEST(BaselineGuards, APoolIsAsDisturbedAsItsMostDisturbedAttempt) {
  std::vector<AttemptRow> attempts(3, attempt("r", key_of("sort"), {1}));
  attempts[1].provenance[Fact::taint] = "a compiler ran";
  attempts[0].provenance[Fact::taint] = absent_fact;
  EXPECT_EQ((*fold(attempts).front().provenance)[Fact::taint], "a compiler ran");
  // One that gave no samples disturbed none.
  attempts[1].status = Status::crashed;
  attempts[1].failure = Failure{"measure", "it went wrong", {}, {}, {}};
  EXPECT_FALSE(is_tainted(*fold(attempts).front().provenance));
}

}  // namespace
}  // namespace tidegate::judge
