/// The fidelity of a row to JSON and back.
/// Decides: its words. Refuses to know: how a distance is computed (measure/fidelity).
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <tidegate/row/row_parts.hpp>

namespace tidegate {
namespace {

using Reason = Fidelity::Reason;
using Stratification = Subsample::Stratification;

constexpr std::array<std::pair<Fidelity::Verdict, std::string_view>, 3> verdicts{{
    {Fidelity::Verdict::pass, "pass"},
    {Fidelity::Verdict::fail, "fail"},
    {Fidelity::Verdict::inconclusive, "inconclusive"},
}};

constexpr std::array<std::pair<Reason, std::string_view>, 5> reasons{{
    {Reason::none, ""},
    {Reason::nothing_compared, "nothing_compared"},
    {Reason::subsample_too_small, "subsample_too_small"},
    {Reason::no_oracle, "no_oracle"},
    {Reason::coupled, "coupled"},
}};

constexpr std::array<std::pair<Stratification, std::string_view>, 2> stratifications{{
    {Stratification::equal_blocks, "equal_blocks"},
    {Stratification::given, "given"},
}};

template <class Table, class Value>
std::string_view word_of(const Table& table, Value value) {
  return table[static_cast<std::size_t>(value)].second;
}

/// The value that a word names; `sentence` says what the words are.
template <class Table>
auto value_of(ObjectReader& object, std::string_view name, const std::string& word,
              const Table& table, std::string_view sentence) {
  for (const auto& [value, known] : table) {
    if (known == word) return value;
  }
  object.complain(name, fmt::format("is '{}' but must be {}", word, sentence));
  return table.back().first;
}

std::optional<Subsample> read_subsample(ObjectReader& fidelity,
                                        std::vector<UnknownField>& unknown) {
  const auto* object = fidelity.maybe_object("subsample");
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, fidelity, "subsample");
  Subsample subsample;
  subsample.n = reader.count("n");
  subsample.fraction = read_not_negative(reader, "fraction").value_or(0);
  subsample.seed = reader.count_or("seed", 0);
  subsample.stratification = value_of(reader, "stratification", reader.text("stratification"),
                                      stratifications, "equal_blocks or given");
  reader.unknown_fields(unknown);
  return subsample;
}

void add_subsample(JsonObject& fidelity, const std::optional<Subsample>& subsample) {
  if (!subsample) {
    fidelity.emplace("subsample", nullptr);
    return;
  }
  JsonObject& object = add_object(fidelity, "subsample", 4);
  object.emplace("n", subsample->n);
  object.emplace("fraction", subsample->fraction);
  object.emplace("seed", subsample->seed);
  object.emplace("stratification", word_of(stratifications, subsample->stratification));
}

void add_echo(JsonObject& fidelity, const std::optional<Echo>& echo) {
  if (!echo) {
    fidelity.emplace("echo", nullptr);
  } else {
    fill_echo(add_object(fidelity, "echo", 4), *echo);
  }
}

/// Null for what is empty.
void add_word(JsonObject& object, std::string_view name, std::string_view word) {
  if (word.empty()) {
    object.emplace(name, nullptr);
  } else {
    object.emplace(name, word);
  }
}

}  // namespace

std::optional<Echo> read_echo(ObjectReader& parent, std::string_view name) {
  const auto* object = parent.maybe_object(name);
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, parent, name);
  Echo echo{reader.number("mean"), reader.number("max"), reader.number("max_abs"),
            reader.maybe_number("correlation")};
  if (echo.correlation && !(std::abs(*echo.correlation) <= 1)) {
    reader.complain("correlation", fmt::format("is {}, beyond 1", *echo.correlation));
  }
  return echo;
}

void fill_echo(JsonObject& object, const Echo& echo) {
  object.emplace("mean", echo.mean);
  object.emplace("max", echo.max);
  object.emplace("max_abs", echo.max_abs);
  add_or_null(object, "correlation", echo.correlation);
}

std::optional<Fidelity> read_fidelity(ObjectReader& row, std::vector<UnknownField>& unknown) {
  const auto* object = row.maybe_object("fidelity");
  if (object == nullptr) return std::nullopt;
  ObjectReader reader(*object, row, "fidelity");
  Fidelity fidelity;
  fidelity.verdict =
      value_of(reader, "status", reader.text("status"), verdicts, "pass, fail or inconclusive");
  fidelity.rel_to_tol = read_not_negative(reader, "rel_to_tol");
  fidelity.max_abs = read_not_negative(reader, "max_abs");
  fidelity.checked = reader.count_or("checked", 0);
  fidelity.mismatched = reader.count_or("mismatched", 0);
  fidelity.rtol = read_not_negative(reader, "rtol").value_or(0);
  fidelity.atol = read_not_negative(reader, "atol").value_or(0);
  fidelity.oracle = reader.text_or("oracle", "none");
  fidelity.against = reader.text_or("against", "");
  fidelity.reason = value_of(reader, "reason", reader.text_or("reason", ""), reasons,
                             "nothing_compared, subsample_too_small, no_oracle, coupled or null");
  fidelity.subsample = read_subsample(reader, unknown);
  fidelity.echo = read_echo(reader, "echo");
  reader.unknown_fields(unknown);
  return fidelity;
}

void add_fidelity(JsonObject& row, const std::optional<Fidelity>& fidelity) {
  if (!fidelity) {
    row.emplace("fidelity", nullptr);
    return;
  }
  JsonObject& object = add_object(row, "fidelity", 12);
  object.emplace("status", word_of(verdicts, fidelity->verdict));
  add_or_null(object, "rel_to_tol", fidelity->rel_to_tol);
  add_or_null(object, "max_abs", fidelity->max_abs);
  object.emplace("checked", fidelity->checked);
  object.emplace("mismatched", fidelity->mismatched);
  object.emplace("rtol", fidelity->rtol);
  object.emplace("atol", fidelity->atol);
  object.emplace("oracle", fidelity->oracle);
  add_word(object, "against", fidelity->against);
  add_word(object, "reason", word_of(reasons, fidelity->reason));
  add_subsample(object, fidelity->subsample);
  add_echo(object, fidelity->echo);
}

}  // namespace tidegate
