/// A JSON document that is read, changed in places and written again.
/// Decides: that a number which would come out as another one is an error, not a surprise to
/// whoever owns it. Refuses to know: what any document means, and who writes it.
#pragma once

#include <filesystem>

#include <tidegate/base/error.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate {

/// The one JSON value of a file. Errors: as read_json_file's; an integer that neither 64 bits nor a
/// double hold exactly.
Outcome<Json> read_json_file_to_rewrite(const std::filesystem::path& path);

}  // namespace tidegate
