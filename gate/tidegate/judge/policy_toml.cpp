/// tidegate.toml to a Policy.
/// Decides: keys and the sentences about wrong ones. Refuses to know: what a limit does.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/policy.hpp>
#include <tidegate/judge/policy_knobs.hpp>
#include <tidegate/judge/policy_toml_reader.hpp>

namespace tidegate::judge {
namespace {

constexpr std::int64_t known_version = 1;

const Names scope_keys{"min", "p95", "operator", "min_operator", "p95_operator"};

std::optional<Operator> read_operator(Reader& reader, const toml::table& table,
                                      std::string_view key) {
  const auto place = reader.word(table, key, {">", ">="});
  if (!place) return std::nullopt;
  return *place == 0 ? Operator::greater : Operator::greater_equal;
}

/// min, p95 and their operators; `usual` is the operator of a limit that names none.
Limits read_limits(Reader& reader, const toml::table& table, Operator usual) {
  const Operator scope = read_operator(reader, table, "operator").value_or(usual);
  constexpr double most = 1e6;
  Limits limits;
  if (const auto limit = reader.number(table, "min", 1, most)) {
    limits.min = Threshold{*limit, read_operator(reader, table, "min_operator").value_or(scope)};
  }
  if (const auto limit = reader.number(table, "p95", 1, most)) {
    limits.p95 = Threshold{*limit, read_operator(reader, table, "p95_operator").value_or(scope)};
  }
  return limits;
}

/// An operator compares with a limit; without one in its scope it would silently do nothing.
void check_operators(Reader& reader, const toml::table& table, bool with_plain) {
  const auto demand = [&](std::string_view key, bool has_limit, std::string_view limit) {
    const toml::node* node = table.get(key);
    if (node == nullptr || has_limit) return;
    reader.complain(node->source(), fmt::format("{} stands without a limit", key),
                    fmt::format("Set {} in the same table, or remove {}.", limit, key));
  };
  demand("min_operator", table.contains("min"), "min");
  demand("p95_operator", table.contains("p95"), "p95");
  if (with_plain) {
    demand("operator", table.contains("min") || table.contains("p95"), "min or p95");
  }
}

void read_gate(Reader& reader, const toml::table& document, Policy& policy) {
  const toml::node* node = document.get("gate");
  const toml::table* table = node == nullptr ? nullptr : reader.table(*node, "gate");
  if (table == nullptr) return;
  Names allowed = scope_keys;
  allowed.insert(allowed.end(),
                 {"undecided", "suspicious", "suspicious_speedup", "least_correlation"});
  reader.check_keys(*table, "[gate]", allowed);
  check_operators(reader, *table, false);
  policy.op = read_operator(reader, *table, "operator");
  policy.global = read_limits(reader, *table, Operator::greater);
  if (const auto place = reader.word(*table, "undecided", {"pass", "fail"})) {
    policy.on_undecided = *place == 0 ? OnUndecided::pass : OnUndecided::fail;
  }
  constexpr std::array choices{OnSuspicious::pass, OnSuspicious::fail_unchecked,
                               OnSuspicious::fail};
  if (const auto place = reader.word(*table, "suspicious", {"pass", "fail_unchecked", "fail"})) {
    policy.on_suspicious = choices.at(*place);
  }
  policy.suspicious_speedup =
      reader.number(*table, "suspicious_speedup", 1, 1e6).value_or(policy.suspicious_speedup);
  if (const auto least = reader.number(*table, "least_correlation", 0, 1)) {
    policy.least_correlation = *least;
  }
}

using LimitsByName = std::map<std::string, Limits>;

/// One table of limits under [metric]; `scope` is what stands before the id.
void read_metric(Reader& reader, const toml::key& key, const toml::node& node,
                 const std::string& id, const std::string& scope, Operator usual,
                 LimitsByName& found) {
  if (!metric_info(id)) {
    reader.complain(key.source(), fmt::format("there is no metric '{}'", id),
                    fmt::format("Known metrics: {}.", known_metrics()));
  }
  const std::string name = fmt::format("{}.{}", scope, id);
  const toml::table* limits = reader.table(node, name);
  if (limits == nullptr) return;
  reader.check_keys(*limits, fmt::format("[{}]", name), scope_keys);
  check_operators(reader, *limits, true);
  if (found.emplace(id, read_limits(reader, *limits, usual)).second) return;
  reader.complain(key.source(), fmt::format("{} has two tables", name),
                  "Keep one of them: [metric.counter.a] and [metric.\"counter.a\"] are the same.");
}

bool is_family(std::string_view id) {
  const auto families = metric_families();
  return std::any_of(families.begin(), families.end(),
                     [id](const MetricInfo& info) { return info.id == id; });
}

/// [metric.<id>] or [case.<name>.metric.<id>]. The dot of `counter.evaluations` makes a table in
/// the table of its family, unless it is quoted.
LimitsByName read_metrics(Reader& reader, const toml::node& node, const std::string& scope,
                          Operator usual) {
  LimitsByName found;
  const toml::table* table = reader.table(node, scope);
  if (table == nullptr) return found;
  for (const auto& member : *table) {
    const std::string id{member.first.str()};
    if (!is_family(id)) {
      read_metric(reader, member.first, member.second, id, scope, usual, found);
      continue;
    }
    const toml::table* names = reader.table(member.second, fmt::format("{}.{}", scope, id));
    if (names == nullptr) continue;
    for (const auto& named : *names) {
      const std::string name = fmt::format("{}.{}", id, std::string_view(named.first.str()));
      read_metric(reader, named.first, named.second, name, scope, usual, found);
    }
  }
  return found;
}

void read_cases(Reader& reader, const toml::node& node, Operator usual, Policy& policy) {
  const toml::table* table = reader.table(node, "case");
  if (table == nullptr) return;
  Names allowed = scope_keys;
  allowed.push_back("metric");
  for (const auto& member : *table) {
    const std::string name{member.first.str()};
    const std::string scope = "case." + name;
    const toml::table* limits = reader.table(member.second, scope);
    if (limits == nullptr) continue;
    reader.check_keys(*limits, fmt::format("[{}]", scope), allowed);
    check_operators(reader, *limits, true);
    const Limits own = read_limits(reader, *limits, usual);
    if (own != Limits{}) policy.cases.emplace(name, own);
    const toml::node* metrics = limits->get("metric");
    if (metrics == nullptr) continue;
    LimitsByName found = read_metrics(reader, *metrics, scope + ".metric", usual);
    if (!found.empty()) policy.case_metrics.emplace(name, std::move(found));
  }
}

void read_lockstep(Reader& reader, const toml::table& document, LockstepPolicy& knobs) {
  const toml::node* node = document.get("lockstep");
  const toml::table* table = node == nullptr ? nullptr : reader.table(*node, "lockstep");
  if (table == nullptr) return;
  Names allowed;
  for (const RealKnob& knob : real_knobs) {
    allowed.push_back(knob.key);
    knobs.*knob.field =
        reader.number(*table, knob.key, knob.low, knob.high).value_or(knobs.*knob.field);
  }
  for (const CountKnob& knob : count_knobs) {
    allowed.push_back(knob.key);
    knobs.*knob.field =
        reader.count(*table, knob.key, knob.low, knob.high).value_or(knobs.*knob.field);
  }
  reader.check_keys(*table, "[lockstep]", allowed);
  if (const std::string wrong = contradiction(knobs); !wrong.empty()) {
    reader.complain(table->source(), wrong, "Change one of the two.");
  }
}

void check_version(Reader& reader, const toml::table& document) {
  const toml::node* node = document.get("version");
  if (node == nullptr) {
    reader.complain(document.source(), "`version = 1` is missing",
                    "Write version = 1 as the first line.");
    return;
  }
  const std::optional<std::int64_t> version = node->value_exact<std::int64_t>();
  if (!version || *version < 1) {
    reader.complain(node->source(), "version is not a whole number above 0", "Write version = 1.");
  } else if (*version > known_version) {
    reader.complain(
        node->source(),
        fmt::format("version is {}, this tidegate reads up to {}", *version, known_version),
        "Update tidegate to the version that this file was written for.", ErrorKind::incompatible);
  }
}

Policy read_preset(Reader& reader, const toml::table& document) {
  constexpr std::array presets{Preset::usual, Preset::strict, Preset::permissive, Preset::rewrite};
  const auto place =
      reader.word(document, "preset", {"default", "strict", "permissive", "rewrite"});
  return preset_policy(presets[place.value_or(0)]);
}

Policy read_document(Reader& reader, const toml::table& document) {
  check_version(reader, document);
  reader.check_keys(
      document, "the top level",
      {"version", "preset", "gate", "metric", "case", "lockstep", "baseline", "record", "waiver"});
  Policy policy = read_preset(reader, document);
  read_gate(reader, document, policy);
  const Operator usual = policy.op.value_or(Operator::greater);
  if (const toml::node* node = document.get("metric")) {
    policy.metrics = read_metrics(reader, *node, "metric", usual);
  }
  if (const toml::node* node = document.get("case")) read_cases(reader, *node, usual, policy);
  read_lockstep(reader, document, policy.lockstep);
  read_baseline(reader, document, policy.baseline);
  read_record(reader, document, policy.record);
  read_waivers(reader, document, policy);
  return policy;
}

}  // namespace

Outcome<Policy> parse_policy(std::string_view text, const std::string& name) {
  const toml::parse_result parsed = toml::parse(text);
  Reader reader(name);
  if (!parsed) {
    reader.complain(parsed.error().source(),
                    fmt::format("this is not TOML: {}", parsed.error().description()),
                    "Correct the syntax; `tidegate gate --dump-config` prints a complete example.");
    return reader.result({});
  }
  Policy policy = read_document(reader, parsed.table());
  return reader.result(std::move(policy));
}

Outcome<Policy> read_policy(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return pass_on(text);
  return parse_policy(*text, path.string());
}

}  // namespace tidegate::judge
