/// The fingerprint under which absolute times may be compared.
/// Decides: that two rows are of one class exactly when all must-match facts agree.
/// Refuses to know: how the facts were found (machine_probe does).
#pragma once

#include <string>

#include <tidegate/row/provenance.hpp>

namespace tidegate {

/// `<cpu model as a slug>-<8 hex digits>`: the digits are the first 32 bits of FNV-1a 64 over
/// `name=value\n` of every must-match fact in table order (unset facts as `name=\n`).
/// Usable as a folder name: [a-z0-9.-] only.
std::string machine_class_id(const Provenance& provenance);

}  // namespace tidegate
