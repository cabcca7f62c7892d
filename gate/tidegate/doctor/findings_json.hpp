/// The findings for other programs.
/// Decides: the field names of docs/schema/doctor.schema.json. Refuses to know: who reads them.
#pragma once

#include <string>
#include <vector>

#include <tidegate/doctor/finding.hpp>
#include <tidegate/doctor/symptoms.hpp>

namespace tidegate::doctor {

/// schema_version 1, kind `doctor`: the findings, and the noise in exact figures.
std::string to_json_text(const std::vector<Finding>& findings, const std::vector<Noise>& noise);

}  // namespace tidegate::doctor
