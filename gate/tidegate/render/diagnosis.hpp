/// Regression diagnoses: what each alert of the record came from, and what became of it.
/// Decides: which rows are alerts, that the newest diagnosis of an alert counts, the columns.
/// Refuses to know: git, and whether a diagnosis is right: people write it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/render/record_table.hpp>

namespace tidegate::render {

inline constexpr std::string_view diagnosis_section = "Regression diagnoses";

/// The section of PERFORMANCE.md and the columns of its table.
RecordTable diagnosis_table();

enum class DiagnosisState {
  open,     ///< somebody knows of it, and nobody has mended it yet
  fixed,    ///< by the commit beside it
  accepted  ///< the slower time is the price of something that is worth it
};

/// A row of the landed changes whose verdict is a regression.
struct Alert {
  std::size_t line = 0;  ///< of the document, counted from 1
  std::string date;
  std::string run_id;
  std::string case_name;
  std::string metric;
  std::optional<DiagnosisState> state;  ///< of its newest diagnosis; nothing where it has none
  std::string since;                    ///< date of its first diagnosis
  std::string fix;                      ///< of its newest diagnosis, `7a57be1aa Smaller tiles`
};

/// In the order of the document.
std::vector<Alert> alerts_of(const MarkdownDocument& document);

/// What people say of an alert.
struct Diagnosis {
  std::string date;  ///< `2026-11-21`
  DiagnosisState state = DiagnosisState::open;
  std::string cause;  ///< one sentence
  std::string fix;    ///< commit and subject; empty unless fixed
};

/// A diagnosis is in the table already, or was added.
struct DiagnosesAdded {
  std::string document;
  std::size_t rows = 0;  ///< that were not there yet
};

/// The document with this diagnosis of each of these alerts at the end of its section's table; one
/// that stands there in the same words is not added again. Errors: missing when the section is not
/// there; bad_input without date or cause, or when fixed by nothing.
Outcome<DiagnosesAdded> append_diagnosis(std::string document, std::span<const Alert> alerts,
                                         const Diagnosis& diagnosis, const std::string& file);

}  // namespace tidegate::render
