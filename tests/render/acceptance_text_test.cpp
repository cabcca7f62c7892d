#include <gtest/gtest.h>

#include <tidegate/render/acceptance_text.hpp>

namespace tidegate::render {
namespace {

TEST(AcceptanceText, RowsAcceptedTogetherStandInOneLine) {
  std::vector<ResultRow> rows(4);
  rows[0].acceptance =
      Acceptance{"2026-11-21T01:30:00Z", "B <b@x>", "new\ntiling", {"load", "dirty"}};
  rows[1].acceptance = Acceptance{"2026-11-01T01:30:00Z", "A <a@x>", "first", {}};
  rows[2].acceptance = rows[1].acceptance;
  EXPECT_EQ(acceptance_text(rows),
            "  1 row does not say who accepted it\n"
            "  2 rows accepted 2026-11-01T01:30:00Z by A <a@x>: first\n"
            "  1 row accepted 2026-11-21T01:30:00Z by B <b@x>: new tiling; despite load, dirty\n");
  EXPECT_EQ(acceptance_text({}), "");
}

}  // namespace
}  // namespace tidegate::render
