#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/platforms.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

CaseListing listing(const char* point, const char* provider, const char* platform,
                    bool reference = false) {
  CaseListing made;
  made.key = {"matmul", parse_point(point).value(), provider, platform};
  made.reference = reference;
  return made;
}

std::vector<std::string> texts(const std::vector<CaseListing>& listings) {
  std::vector<std::string> found;
  for (const CaseListing& one : listings) {
    found.push_back(one.key.text() + (one.skip_reason.empty() ? "" : " skipped"));
  }
  return found;
}

const std::vector<CaseListing> program{
    listing("n=1", "naive", "serial"), listing("n=1", "kokkos", "openmp", true),
    listing("n=2", "naive", "serial"), listing("n=2", "kokkos", "openmp", true),
    listing("n=2", "cublas", "cuda")};

TEST(FanOut, GivesEveryPointEveryPlatformInTheOrderAsked) {
  const auto wanted = fan_out(program, {"openmp", "serial"});
  ASSERT_TRUE(wanted);
  EXPECT_THAT(texts(*wanted), ElementsAre("matmul[n=1] kokkos/openmp", "matmul[n=1] naive/serial",
                                          "matmul[n=2] kokkos/openmp", "matmul[n=2] naive/serial"));
}

TEST(FanOut, APlatformThatNobodyServesIsARowThatSaysSo) {
  const auto wanted = fan_out(program, {"cuda"});
  ASSERT_TRUE(wanted);
  EXPECT_THAT(texts(*wanted),
              ElementsAre("matmul[n=1] kokkos/cuda skipped", "matmul[n=2] cublas/cuda"));
  EXPECT_THAT(wanted->at(0).skip_reason, HasSubstr("it has serial, openmp"));
  EXPECT_TRUE(wanted->at(0).reference);
}

TEST(FanOut, KeepsAReasonThatTheWorkerGave) {
  auto listings = program;
  listings[4].skip_reason = "install cuBLAS";
  EXPECT_EQ(fan_out(listings, {"cuda"}).value().at(1).skip_reason, "install cuBLAS");
}

TEST(FanOut, RefusesAMisspeltPlatform) {
  const auto wanted = fan_out(program, {"serial", "cude"});
  ASSERT_FALSE(wanted);
  EXPECT_EQ(wanted.error().kind, ErrorKind::usage);
  EXPECT_THAT(wanted.error().what, HasSubstr("'cude'"));
  EXPECT_THAT(wanted.error().hint, HasSubstr("serial, openmp, cuda"));
  EXPECT_FALSE(fan_out(program, {}));
}

TEST(FanOut, AWordOfTheProgramsOwnIsAPlatformToo) {
  const std::vector<CaseListing> foreign{listing("n=1", "a", "tpu")};
  EXPECT_EQ(fan_out(foreign, {"tpu"}).value().size(), 1U);
}

struct ResolvedCase {
  const char* provider;
  const char* asked;
  FactValue stated;
  FactValue kokkos;
  FactValue resolved;  ///< the fact in the row
  bool differs;
};

TEST(ResolvedBackend, IsComparedWithWhatWasAsked) {
  const ResolvedCase cases[] = {
      {"kokkos", "cuda", {}, "Cuda", "cuda", false},
      {"kokkos", "cuda", {}, "Serial", "serial", true},
      {"kokkos-tiled", "openmp", {}, "Kokkos::OpenMP", "openmp", false},
      {"naive", "serial", {}, "Cuda", {}, false},  // does not use Kokkos
      {"naive", "cuda", {}, {}, {}, false},        // nobody says
      {"torch", "cuda", "cpu", {}, "cpu", true},
      {"torch", "cuda", "CUDA", {}, "cuda", false},
      {"kokkos", "cuda", "serial", "Cuda", "serial", true},  // its own word counts first
      {"kokkos", "cuda", {}, "ABSENT", {}, false},
  };
  for (const ResolvedCase& c : cases) {
    SCOPED_TRACE(std::string(c.provider) + " on " + c.asked);
    AttemptRow row;
    row.key.provider = c.provider;
    row.provenance[Fact::resolved_backend] = c.stated;
    row.provenance[Fact::kokkos_backend] = c.kokkos;
    const auto sentence = note_platform(row, c.asked);
    EXPECT_EQ(sentence.has_value(), c.differs);
    EXPECT_EQ(row.provenance[Fact::requested_platform], c.asked);
    EXPECT_EQ(row.provenance[Fact::resolved_backend], c.resolved);
  }
}

TEST(ResolvedBackend, TheSentenceNamesBoth) {
  AttemptRow row;
  row.key.provider = "kokkos";
  row.provenance[Fact::kokkos_backend] = "Serial";
  EXPECT_EQ(note_platform(row, "cuda"), "asked for cuda, but it ran on serial");
}

}  // namespace
}  // namespace tidegate::run
