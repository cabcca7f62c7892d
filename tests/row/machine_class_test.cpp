#include <set>

#include <gtest/gtest.h>

#include <tidegate/row/machine_class.hpp>

namespace tidegate {
namespace {

std::string slug_for(const char* model) {
  Provenance facts;
  facts[Fact::cpu_model] = model;
  const std::string id = machine_class_id(facts);
  return id.substr(0, id.size() - 9);
}

TEST(MachineClass, SlugIsReadableAndSafeAsAFolder) {
  EXPECT_EQ(slug_for("Intel(R) Xeon(R) Processor @ 2.50GHz"), "intel-xeon-processor-2.50ghz");
  EXPECT_EQ(slug_for("AMD EPYC 9654 96-Core Processor"), "amd-epyc-9654-96-core-processor");
  EXPECT_EQ(slug_for("../../etc"), "etc");
  EXPECT_EQ(slug_for("\xC3\xA9"), "unknown");
  EXPECT_EQ(slug_for(""), "unknown");
  EXPECT_EQ(slug_for(std::string(300, 'x').c_str()).size(), 48U);
}

TEST(MachineClass, HashIsFnv1aOverTheMustMatchFacts) {
  // Worked out apart from this code: FNV-1a 64 of the text
  // "cpu_model=\ncpu_cores=\n...cuda_version=\n" (15 must-match facts, all unset).
  EXPECT_EQ(machine_class_id(Provenance{}), "unknown-39b47c1c");
}

TEST(MachineClass, ChangesWithEveryMustAndWithNothingElse) {
  const std::string plain = machine_class_id(Provenance{});
  std::set<std::string> classes{plain};
  for (const FactInfo& info : all_facts()) {
    Provenance facts;
    facts[info.fact] = "x";
    const std::string id = machine_class_id(facts);
    if (info.match == Match::must) {
      EXPECT_TRUE(classes.insert(id).second) << info.name;
    } else {
      EXPECT_EQ(id, plain) << info.name;
    }
  }
}

TEST(MachineClass, AbsentIsNotUnset) {
  Provenance facts;
  facts[Fact::gpu_model] = std::string(absent_fact);
  EXPECT_NE(machine_class_id(facts), machine_class_id(Provenance{}));
}

}  // namespace
}  // namespace tidegate
