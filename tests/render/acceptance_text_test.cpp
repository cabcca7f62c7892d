#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/acceptance_text.hpp>

namespace tidegate::render {
namespace {

TEST(AcceptanceText, RowsAcceptedTogetherStandInOneLine) {
  std::vector<ResultRow> rows(4);
  rows[0].acceptance =
      Acceptance{"2026-11-21T01:30:00Z", "B <b@x>", "new\ntiling", {"load", "dirty"}};
  rows[1].acceptance = Acceptance{"2026-11-01T01:30:00Z", "A <a@x>", "first", {}};
  rows[2].acceptance = rows[1].acceptance;
  expect_golden("acceptance.txt", acceptance_text(rows));
  EXPECT_EQ(acceptance_text({}), "");
}

}  // namespace
}  // namespace tidegate::render
