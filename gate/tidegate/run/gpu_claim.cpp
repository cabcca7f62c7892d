#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/provenance.hpp>
#include <tidegate/run/gpu_claim.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view nobody = "none";
constexpr const char* any_device = "any";  ///< stands for devices that nobody could name

/// Whether `folder` is there, ours, and nobody else's: in /tmp anyone could have made it.
bool is_ours(const fs::path& folder) {
  struct stat state {};
  return ::lstat(folder.c_str(), &state) == 0 && S_ISDIR(state.st_mode) &&
         state.st_uid == ::geteuid() && ::access(folder.c_str(), W_OK) == 0;
}

bool make_ours(const fs::path& folder) {
  ::mkdir(folder.c_str(), 0700);  // that it exists already is the usual case
  return is_ours(folder);
}

fs::path lock_file(const fs::path& folder, const std::string& device) {
  return folder / fmt::format("gpu-{}.lock", ctest_id(device));
}

/// `pid 4711: tidegate run --worker ./bench`, of this process.
std::string own_note() {
  std::ifstream in("/proc/self/cmdline", std::ios::binary);
  std::string command{std::istreambuf_iterator<char>(in), {}};
  while (!command.empty() && command.back() == '\0') command.pop_back();
  std::replace(command.begin(), command.end(), '\0', ' ');
  return fmt::format("pid {}: {}\n", ::getpid(), command);
}

std::string holder_of(const fs::path& file) {
  auto text = read_file(file);
  if (!text || text->empty()) return "a process that left no note";
  return text->substr(0, text->find('\n'));
}

Outcome<FileLock> lock(const std::string& device, const ClaimRules& rules) {
  const fs::path file = lock_file(rules.folder, device);
  auto taken = FileLock::take(file, rules.interrupted, [&] {
    if (rules.waiting) {
      rules.waiting(fmt::format("waiting for GPU {}, held by {}", device, holder_of(file)));
    }
  });
  if (!taken && taken.error().kind == ErrorKind::interrupted) {
    return fail(
        ErrorKind::interrupted,
        fmt::format("interrupted while waiting for GPU {}, held by {}", device, holder_of(file)),
        "Wait for that process, or end it.");
  }
  if (taken) taken->note(own_note());
  return taken;
}

void settle(const ClaimRules& rules) {
  if (rules.settle_s <= 0) return;
  if (rules.sleep) return rules.sleep(rules.settle_s);
  std::this_thread::sleep_for(std::chrono::duration<double>(rules.settle_s));
}

/// The claims of this process that are alive, by their devices and folder.
class OwnClaims {
 public:
  std::shared_ptr<GpuClaim> find(const std::string& name) {
    const std::lock_guard<std::mutex> guard(mutex_);
    const auto known = claims_.find(name);
    return known == claims_.end() ? nullptr : known->second.lock();
  }
  void add(const std::string& name, const std::shared_ptr<GpuClaim>& claim) {
    const std::lock_guard<std::mutex> guard(mutex_);
    claims_[name] = claim;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<GpuClaim>> claims_;
};

OwnClaims& own_claims() {
  static OwnClaims claims;
  return claims;
}

}  // namespace

Outcome<fs::path> gpu_lock_folder(const Environment& environment) {
  const auto runtime = environment("XDG_RUNTIME_DIR");
  if (runtime && !runtime->empty()) {
    const fs::path folder = fs::path(*runtime) / "tidegate";
    if (make_ours(folder)) return folder;
  }
  const fs::path folder = fmt::format("/tmp/tidegate-{}", ::geteuid());
  if (make_ours(folder)) return folder;
  return fail(ErrorKind::io, fmt::format("{} is not a folder of this user", folder.string()),
              "GPU locks lie there: remove it, or set XDG_RUNTIME_DIR.");
}

Outcome<std::shared_ptr<GpuClaim>> GpuClaim::take(std::vector<std::string> devices,
                                                  const ClaimRules& rules) {
  if (devices.empty()) devices.emplace_back(any_device);
  std::sort(devices.begin(), devices.end());
  devices.erase(std::unique(devices.begin(), devices.end()), devices.end());
  const std::string name = fmt::format("{}:{}", rules.folder.string(), fmt::join(devices, ","));
  if (auto known = own_claims().find(name)) return known;
  auto claim = take_anew(devices, rules);
  if (claim) own_claims().add(name, *claim);
  return claim;
}

Outcome<std::shared_ptr<GpuClaim>> GpuClaim::take_anew(const std::vector<std::string>& devices,
                                                       const ClaimRules& rules) {
  std::vector<FileLock> locks;
  for (const std::string& device : devices) {
    auto taken = lock(device, rules);
    if (!taken) return pass_on(taken);
    locks.push_back(std::move(*taken));
  }
  std::shared_ptr<GpuClaim> claim(new GpuClaim(devices, rules, std::move(locks)));
  settle(rules);
  claim->company_before_ = claim->company_now();
  return claim;
}

std::string GpuClaim::company_now() const {
  const auto processes = compute_processes(rules_.tool);
  if (!processes) return std::string(absent_fact);
  std::vector<std::string> names;
  for (const GpuProcess& process : *processes) {
    const bool ours = devices_.front() == any_device ||
                      std::find(devices_.begin(), devices_.end(), process.gpu) != devices_.end();
    if (ours) names.push_back(fmt::format("pid {} ({})", process.pid, process.program));
  }
  return names.empty() ? std::string(nobody) : fmt::format("{}", fmt::join(names, ", "));
}

bool has_company(std::string_view company) {
  return !company.empty() && company != nobody && company != absent_fact;
}

}  // namespace tidegate::run
