#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/row/fact_value.hpp>
#include <tidegate/row/kept_text.hpp>

namespace tidegate {
namespace {

TEST(KeptText, EqualTextsAreOneText) {
  const std::string twice = "Example CPU @ 2.50GHz";
  const KeptText a(twice);
  const KeptText b(std::string_view("Example CPU @ 2.50GHz"));
  EXPECT_EQ(&a.str(), &b.str());
  EXPECT_NE(&a.str(), &twice);
  EXPECT_EQ(a, b);
  EXPECT_EQ(a, "Example CPU @ 2.50GHz");
  EXPECT_FALSE(a == KeptText("Example CPU @ 2.51GHz"));
}

TEST(KeptText, KeepsBytesThatEndOtherTexts) {
  const std::string with_zero("a\0b", 3);
  EXPECT_EQ(KeptText(with_zero).str(), with_zero);
  EXPECT_FALSE(KeptText(with_zero) == KeptText("a"));
}

TEST(KeptText, TheEmptyTextIsTheDefault) {
  EXPECT_TRUE(KeptText().empty());
  EXPECT_EQ(KeptText(), KeptText(""));
}

TEST(KeptText, HoldsWhileManyThreadsAddTexts) {
  const KeptText before("kept before the others");
  std::vector<std::vector<KeptText>> seen(4);
  std::vector<std::thread> threads;
  for (auto& mine : seen) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 2000; ++i) mine.emplace_back("text " + std::to_string(i));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& mine : seen) EXPECT_EQ(mine, seen.front());
  EXPECT_EQ(seen.front()[1999].str(), "text 1999");
  EXPECT_EQ(before, "kept before the others");
}

TEST(FactValue, AnUnsetFactIsNoText) {
  EXPECT_FALSE(FactValue());
  EXPECT_TRUE(FactValue(""));
  EXPECT_FALSE(FactValue() == FactValue(""));
  EXPECT_EQ(FactValue("on"), "on");
  EXPECT_EQ(FactValue().value_or("off"), "off");
}

}  // namespace
}  // namespace tidegate
