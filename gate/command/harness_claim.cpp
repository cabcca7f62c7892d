#include "harness_claim.hpp"

#include <system_error>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr const char* lock_file = ".harness.lock";

/// Whether nothing but our lock is in it; also when there is no such folder.
bool is_free(const fs::path& folder) {
  std::error_code code;
  if (!fs::exists(folder, code)) return !code;
  for (fs::directory_iterator entry(folder, code), end; !code && entry != end;
       entry.increment(code)) {
    if (entry->path().filename() != lock_file) return false;
  }
  return !code;
}

}  // namespace

Outcome<std::unique_ptr<EvidenceClaim>> claim_evidence_folder(const fs::path& folder) {
  const auto taken = [&folder](const char* words) {
    return fail(ErrorKind::incompatible, folder.string() + words,
                "Evidence is never overwritten: name another --out, or none.");
  };
  constexpr const char* full = " is there, and is no empty folder";
  if (!is_free(folder)) return taken(full);
  auto lock = store::NameLock::take(folder / lock_file, store::NameLock::File::fresh);
  if (!lock) return pass_on(lock);
  if (!*lock) return taken(" belongs to another run, which goes on or was killed");
  auto claim = std::make_unique<EvidenceClaim>(std::move(**lock));
  if (!is_free(folder)) return taken(full);  // somebody was done in between
  return claim;
}

}  // namespace tidegate::command
