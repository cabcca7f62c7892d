/// What the rows of the record lack.
/// Decides: what every row must say (a date, a change, a case, a machine class) and that it links
/// its evidence. Refuses to know: the files that links lead to, and older versions (record_rows).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <tidegate/render/markdown_document.hpp>

namespace tidegate::render {

/// `what` is a part of a sentence, such as `the row has no change`.
struct RecordFlaw {
  std::size_t line = 0;  ///< of the document, counted from 1
  std::string what;
};

/// Empty cells that every row must fill, and evidence that is no link. Diagnoses link their alert,
/// which is one of the landed changes.
std::vector<RecordFlaw> record_flaws(const MarkdownDocument& document);

struct EvidenceLink {
  std::size_t line = 0;
  std::string path;  ///< relative to the document, without what follows a `#`
};

/// Of every row with evidence.
std::vector<EvidenceLink> evidence_links(const MarkdownDocument& document);

}  // namespace tidegate::render
