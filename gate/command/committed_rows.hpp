/// Rows as they are committed, for everybody who has the repository.
/// Decides: that nothing in them says where on a machine its owner keeps things: rows of an older
/// build, or of somebody's own runner, may name their program by its whole path.
/// Refuses to know: what is committed and whether it may be.
#pragma once

#include <memory>
#include <vector>

#include <tidegate/row/result_row.hpp>

namespace tidegate::command {

/// The same facts, with the program named as run/program_name names it. Null stays null.
std::shared_ptr<const Provenance> committed_facts(const std::shared_ptr<const Provenance>& facts);

/// Does that to every row; rows that shared their facts share them afterwards.
void make_committed(std::vector<ResultRow>& rows);

}  // namespace tidegate::command
