/// What accepting the new cost, or taking the change back, amounts to on the command line.
/// Decides: which command a decision stands for, and that nobody accepts rows that the evidence is
/// not about. Refuses to know: who decides.
#pragma once

#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/render/decision_bundle.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// `tidegate baseline accept ...` of the decided rows in --rows, one command a row where there are
/// others too; empty where the verdict is against a build, not against accepted rows, so that there
/// is no baseline to replace. usage where --rows is missing; missing where they lack a decided row;
/// incompatible where they are of another run than the bundle, or have other numbers than it
/// judged: nobody has looked at those.
Outcome<std::string> accept_command(const Arguments& arguments, const render::BundleInput& bundle,
                                    const render::Decision& decision);

/// `git revert <commit>` where one commit alone lies between both sides, else empty: which of
/// several is to blame, git cannot say.
std::string revert_command(const render::BundleInput& bundle);

}  // namespace tidegate::command
