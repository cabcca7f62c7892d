#include <tidegate/evidence/observed.hpp>
#include <tidegate/row/json_values.hpp>

namespace tidegate::evidence {
namespace {

/// What a first call pays for: 3.2 of the workloads asks that it be stated beside the number.
constexpr std::string_view cold_includes =
    "the first call of a fresh process, from call to fence: code and data touched for the first "
    "time, what libraries and drivers set up or compile on first use; not starting the process, "
    "preparing inputs or copying them to a device. tidegate makes no call before it.";
constexpr std::string_view warm_are =
    "seconds per call, samples of all processes one after another, each sample the mean of a "
    "batch; "
    "std with divisor N-1";

JsonArray texts_to_json(const std::vector<std::string>& texts) {
  JsonArray array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

std::vector<std::string> texts_in(ObjectReader& reader, std::string_view name) {
  std::vector<std::string> texts;
  const Json* value = reader.require(name);
  if (value == nullptr) return texts;
  const auto* items = value->if_array();
  if (items == nullptr) {
    reader.mistyped(name, *value, "an array");
    return texts;
  }
  for (const Json& item : *items) {
    if (const auto* text = item.if_string()) {
      texts.emplace_back(*text);
    } else {
      reader.mistyped(name, item, "a string");
    }
  }
  return texts;
}

Config config_in(ObjectReader reader) {
  Config config;
  config.size_axis = reader.text("size_axis");
  config.sizes = texts_in(reader, "sizes");
  config.repeats = reader.count("repeats");
  config.samples = reader.count("samples");
  const auto device = device_from(reader.text("device"));
  if (!device) reader.complain("device", "is neither cpu nor cuda");
  config.device = device.value_or(Device::cpu);
  config.dtypes = texts_in(reader, "dtypes");
  config.constructions = reader.count("constructions");
  config.wants_tests = reader.flag_or("wants_tests", true);
  return config;
}

SourceTree source_in(ObjectReader reader) {
  SourceTree tree;
  if (const std::string commit = reader.text_or("commit", ""); !commit.empty()) {
    tree.commit = commit;
  }
  tree.before = texts_in(reader, "before");
  tree.after = texts_in(reader, "after");
  tree.why = reader.text_or("why", "");
  return tree;
}

Tests tests_in(ObjectReader reader) {
  Tests tests;
  if (reader.find("total") != nullptr) tests.total = reader.count("total");
  tests.folder = reader.text_or("folder", "");
  tests.why = reader.text_or("why", "");
  return tests;
}

/// The object `name` of `parent`, or an empty one and a problem.
const JsonObject& object_in(ObjectReader& parent, std::string_view name) {
  static const JsonObject none;
  if (const JsonObject* object = parent.maybe_object(name)) return *object;
  parent.complain(name, "is missing");
  return none;
}

}  // namespace

std::string_view device_name(Device device) { return device == Device::cuda ? "cuda" : "cpu"; }

std::optional<Device> device_from(std::string_view name) {
  for (const Device device : {Device::cpu, Device::cuda}) {
    if (name == device_name(device)) return device;
  }
  return std::nullopt;
}

void add_observed(const Observed& observed, JsonObject& results) {
  const Config& config = observed.config;
  results["benchmark_config"] = {{"size_axis", config.size_axis},
                                 {"sizes", texts_to_json(config.sizes)},
                                 {"repeats", config.repeats},
                                 {"samples", config.samples},
                                 {"device", device_name(config.device)},
                                 {"dtypes", texts_to_json(config.dtypes)},
                                 {"constructions", config.constructions},
                                 {"wants_tests", config.wants_tests},
                                 {"cold_includes", cold_includes},
                                 {"warm_are", warm_are}};
  const SourceTree& source = observed.source;
  results["source_tree"] = {{"commit", source.commit ? Json(*source.commit) : Json(nullptr)},
                            {"before", texts_to_json(source.before)},
                            {"after", texts_to_json(source.after)},
                            {"why", text_or_null(source.why)}};
  const Tests& tests = observed.tests;
  results["tests"] = {{"total", tests.total ? Json(*tests.total) : Json(nullptr)},
                      {"folder", text_or_null(tests.folder)},
                      {"why", text_or_null(tests.why)}};
  results["devices"] = {{"names", texts_to_json(observed.devices)},
                        {"why_none", text_or_null(observed.no_devices)}};
  results["constructions"] = {{"why_none", text_or_null(observed.no_constructions)}};
}

Outcome<Observed> observed_from_json(const Json& results, const TextSource& source) {
  FirstProblem problem(source);
  const auto* object = results.if_object();
  if (object == nullptr) {
    return fail(ErrorKind::bad_input, source.at() + ": this is no object",
                "Name a folder that `tidegate harness` wrote.");
  }
  ObjectReader reader(*object, problem);
  if (reader.count("schema_version") != 1) reader.complain("schema_version", "is not 1");
  if (reader.text("kind") != "harness") reader.complain("kind", "is not harness");
  Observed observed;
  observed.run_id = reader.text("run_id");
  ObjectReader environment(object_in(reader, "environment"), reader, "environment");
  observed.timestamp = environment.text("timestamp");
  observed.config = config_in({object_in(reader, "benchmark_config"), reader, "benchmark_config"});
  observed.source = source_in({object_in(reader, "source_tree"), reader, "source_tree"});
  observed.tests = tests_in({object_in(reader, "tests"), reader, "tests"});
  ObjectReader devices(object_in(reader, "devices"), reader, "devices");
  observed.devices = texts_in(devices, "names");
  observed.no_devices = devices.text_or("why_none", "");
  ObjectReader constructions(object_in(reader, "constructions"), reader, "constructions");
  observed.no_constructions = constructions.text_or("why_none", "");
  return problem.or_else(observed);
}

}  // namespace tidegate::evidence
