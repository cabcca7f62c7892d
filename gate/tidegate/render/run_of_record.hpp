/// The run of record of an area: `baselines/latest_<area>.md`, the accepted rows of a case.
/// Decides: what is shown of them. Refuses to know: which rows are accepted, and files.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <tidegate/row/result_row.hpp>

namespace tidegate::render {

/// `latest_semiring_matmul.md`
std::string run_of_record_name(std::string_view area);

/// A section for each class of machines among these baseline rows of one case, in their order: who
/// accepted them and why, and a line for each row.
std::string run_of_record(std::string_view area, std::span<const ResultRow> rows);

}  // namespace tidegate::render
