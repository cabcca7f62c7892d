/// The few fields of an attempt row that say what it is about and how new it is.
/// Decides: how they are found without reading the samples behind them: a store holds millions of
/// rows, and all but the newest are only passed by.
/// Refuses to know: files, and which row wins (store/latest).
#pragma once

#include <string>
#include <string_view>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate {

/// Values as they stand in the line, strings with their quotes. An absent field is empty.
struct RawHead {
  std::string_view run_id;
  std::string_view case_name;
  std::string_view point;
  std::string_view provider;
  std::string_view platform;
  std::string_view machine_class;
  std::string_view coverage;
};

/// The fields of a line that is a JSON object, up to the last one wanted: what stands behind it is
/// not looked at. Fields that are not found, or whose text is not JSON so far, stay empty. Rows of
/// our writer have them all in front.
RawHead raw_head(std::string_view line);

struct RowHead {
  std::string run_id;
  Key key;
  std::string machine_class;
  Coverage coverage = Coverage::full;
};

/// Reads the fields. A head that lacks one, other than coverage, is read from the whole `line`.
/// Errors: as attempt_from_json.
Outcome<RowHead> read_head(const RawHead& raw, std::string_view line, const TextSource& source);

}  // namespace tidegate
