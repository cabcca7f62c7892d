/// The right to time on GPUs: one lock a device between all processes of this user, and a look at
/// who else computes there, for no lock can hold off a process that never takes it.
/// Decides: where the locks lie, who is said to hold one, when it is looked, how long the device
/// settles. Refuses to know: which devices (gpu_choice) and what is timed.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/run/file_lock.hpp>
#include <tidegate/run/gpu.hpp>
#include <tidegate/run/gpu_choice.hpp>

namespace tidegate::run {

/// $XDG_RUNTIME_DIR/tidegate where that folder can be written, else /tmp/tidegate-<uid>; created
/// for this user alone. `io` when it belongs to somebody else.
Outcome<std::filesystem::path> gpu_lock_folder(const Environment& environment);

struct ClaimRules {
  GpuTool tool;
  std::filesystem::path folder;
  double settle_s = 0;  ///< waited with the lock in hand, so that the device comes to rest
  /// Asked while waiting for a lock; empty: nobody interrupts.
  std::function<bool()> interrupted;
  /// Told once a lock that somebody else holds, and by whom: one sentence. Empty: nobody is told.
  std::function<void(const std::string&)> waiting;
  std::function<void(double)> sleep;  ///< seconds; empty: the real one
};

/// Held until the last copy of the pointer is gone. The two workers of a lockstep pair share one:
/// a second claim of this process to the same devices gives the claim that there is. That two
/// attempts never share a device is the scheduler's part.
class GpuClaim {
 public:
  /// Claims `devices` (none: one claim that stands for whatever there is). Locks are taken in the
  /// order of their names, so that two processes never wait for each other. Errors: `io`,
  /// `interrupted`.
  static Outcome<std::shared_ptr<GpuClaim>> take(std::vector<std::string> devices,
                                                 const ClaimRules& rules);

  /// Foreign processes seen on the devices before the claim's first work; looked once. What
  /// `nvidia-smi` cannot tell is `ABSENT`, nobody is `none`.
  const std::string& company_before() const { return company_before_; }
  /// The same now.
  std::string company_now() const;

 private:
  GpuClaim(std::vector<std::string> devices, ClaimRules rules, std::vector<FileLock> locks)
      : devices_(std::move(devices)), rules_(std::move(rules)), locks_(std::move(locks)) {}
  static Outcome<std::shared_ptr<GpuClaim>> take_anew(const std::vector<std::string>& devices,
                                                      const ClaimRules& rules);

  std::vector<std::string> devices_;
  ClaimRules rules_;
  std::vector<FileLock> locks_;
  std::string company_before_;
};

/// Whether this text of company_before() or company_now() names a process.
bool has_company(std::string_view company);

}  // namespace tidegate::run
