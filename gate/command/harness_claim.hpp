/// The folder that a harness run writes into.
/// Decides: that earlier evidence is never overwritten, and that two runs never share a folder.
/// Refuses to know: what is written.
#pragma once

#include <filesystem>
#include <memory>
#include <utility>

#include <tidegate/store/name_lock.hpp>

namespace tidegate::command {

/// The folder, held so that no other run writes into it. The lock is no evidence and goes with it.
class EvidenceClaim {
 public:
  explicit EvidenceClaim(store::NameLock lock) : lock_(std::move(lock)) {}
  EvidenceClaim(const EvidenceClaim&) = delete;
  EvidenceClaim& operator=(const EvidenceClaim&) = delete;
  ~EvidenceClaim() { let_go(); }
  void let_go() const { lock_.remove(); }

 private:
  store::NameLock lock_;
};

/// Only a folder that is new or empty is taken; it is created. Errors: `incompatible` for any
/// other; io.
Outcome<std::unique_ptr<EvidenceClaim>> claim_evidence_folder(const std::filesystem::path& folder);

}  // namespace tidegate::command
