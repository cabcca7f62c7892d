/// Starts and ends Kokkos around all tests of kernels.
#include <string>

#include <Kokkos_Core.hpp>
#include <gtest/gtest.h>

namespace {

/// Kokkos gets arguments of its own: it would take GoogleTest's --help for itself.
class KokkosEnvironment : public testing::Environment {
 public:
  void SetUp() override {
    std::string program = "test_kernels";
    char* arguments[] = {program.data(), nullptr};
    int count = 1;
    Kokkos::initialize(count, arguments);
  }
  void TearDown() override { Kokkos::finalize(); }
};

[[maybe_unused]] const auto* const environment =
    testing::AddGlobalTestEnvironment(new KokkosEnvironment);  // GoogleTest owns it

}  // namespace
