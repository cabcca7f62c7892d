/// A report as JSON and back: verdict.json, from which everything re-renders.
/// Decides: the field names of docs/schema/verdict.schema.json. Refuses to know: files.
#pragma once

#include <string>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::judge {

/// schema_version 1, kind `verdict`; everything that the report holds, its lines last and each on
/// one line of text, so that `grep` and `diff` show whole ones; doubles exact, the policy as the
/// TOML that `--config` accepts. `exit_code` is written for other programs and not read back.
void write_json(const GateReport& report, const TextSink& put);
std::string to_json_text(const GateReport& report);

/// The report that was written. Errors name the source and the field: a missing or mistyped one, an
/// unknown verdict, method or operator, a schema_version from the future (incompatible).
Outcome<GateReport> report_from_json(const Json& json, const TextSource& source);

}  // namespace tidegate::judge
