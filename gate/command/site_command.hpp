/// `tidegate render html ROWS...`: the page of a store.
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_site_verdict{"verdict", Arity::many, "FILE",
                                        "html: a verdict.json to show on top; repeatable"};
inline constexpr Flag flag_site_history{
    "history", Arity::many, "DIR",
    "html: store with earlier runs, for the histories (default: the rows); repeatable"};

/// Whether the first of these inputs asks for the page, and not for a renderer of a verdict.
bool asks_for_site(const Arguments& arguments);

/// Writes the page of --out.
Outcome<ExitCode> render_site(const Arguments& arguments);

}  // namespace tidegate::command
