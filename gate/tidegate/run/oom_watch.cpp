#include <utility>

#include <tidegate/run/cgroup.hpp>
#include <tidegate/run/oom_watch.hpp>

namespace tidegate::run {

OomWatch::OomWatch(OomKills count)
    : count_(count ? std::move(count) : OomKills([] { return oom_kill_count(); })),
      before_(count_()) {}

bool OomWatch::struck() const {
  const auto now = count_();
  return before_ && now && *now > *before_;
}

}  // namespace tidegate::run
