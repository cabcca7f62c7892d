/// How the worker of another commit is built.
/// Decides: which of the two trees the candidate lies in, and so what makes the other side; what
/// somebody typed comes behind what the build tree says. Refuses to know: which commit it is.
#pragma once

#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/run/reference_build.hpp>

#include "gate_settings.hpp"

namespace tidegate::command {

/// Of a build tree that has several, the configuration that the worker is of: as it was typed, else
/// as its path says. Empty where neither names one.
std::string configuration_of(const GateSettings& settings);

/// The worker's place inside its build tree, or inside its source tree for a script. Options that
/// each side has its own default of are noted. Errors (usage): the worker lies in neither tree,
/// nobody says what target makes it, its build tree does not say how it was configured or is one of
/// another repository; those of git.
Outcome<run::ReferenceBuild> build_order(const GateSettings& settings, const std::string& commit,
                                         const std::string& tree);

}  // namespace tidegate::command
