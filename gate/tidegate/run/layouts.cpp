#include <utility>

#include <tidegate/run/layouts.hpp>
#include <tidegate/run/seeded_draw.hpp>

namespace tidegate::run {
namespace {

class Layouts : public Worker {
 public:
  Layouts(std::vector<std::unique_ptr<Worker>> builds, std::uint64_t seed)
      : builds_(std::move(builds)), draw_(seed, 0) {}

  Outcome<std::vector<CaseListing>> list() override { return builds_.front()->list(); }

  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override {
    return drawn().attempt(spec, placement);
  }

  AttemptRow unmeasured(const AttemptSpec& spec, const Placement& placement) override {
    return builds_.front()->unmeasured(spec, placement);
  }

  tl::expected<std::unique_ptr<LockstepSession>, AttemptRow> lockstep(
      const AttemptSpec& spec, const Placement& placement) override {
    return drawn().lockstep(spec, placement);
  }

 private:
  Worker& drawn() { return *builds_[draw_.below(builds_.size())]; }

  std::vector<std::unique_ptr<Worker>> builds_;
  SeededDraw draw_;
};

}  // namespace

std::unique_ptr<Worker> one_of(std::vector<std::unique_ptr<Worker>> builds, std::uint64_t seed) {
  return std::make_unique<Layouts>(std::move(builds), seed);
}

}  // namespace tidegate::run
