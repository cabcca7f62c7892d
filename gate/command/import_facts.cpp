#include "import_facts.hpp"

#include <chrono>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

#include <tidegate/base/fnv.hpp>
#include <tidegate/row/imported.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/machine_probe.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/plan.hpp>

#include "common_flags.hpp"
#include "read_rows.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// Facts that the command line states about all rows; they come before the file's.
Outcome<Provenance> stated_facts(const Arguments& arguments, const foreign::Format& format) {
  Provenance facts;
  facts[Fact::isolation] = std::string(imported_from) + std::string(format.name);
  if (arguments.has("here") && arguments.has("machine")) {
    return fail(ErrorKind::usage, "--here and --machine name two machines", "Keep one of them.");
  }
  if (arguments.has("here")) {
    facts.fill_from(probe_machine());
    facts[Fact::load_average] = FactValue{};  // of now, not of then
    facts[Fact::cpu_mhz] = FactValue{};
  }
  if (const auto name = arguments.text("machine")) facts[Fact::cpu_model] = *name;
  if (const auto ref = arguments.text("commit")) {
    const auto commit = run::commit_of(source_dir(arguments), *ref);
    if (!commit) return pass_on(commit);
    facts[Fact::commit] = *commit;
    facts[Fact::dirty] = "false";
  }
  return facts;
}

/// Times are never compared between two hosts that their files name, whatever else is unknown.
void name_machine(Provenance& facts) {
  if (facts[Fact::cpu_model]) return;
  facts[Fact::cpu_model] =
      facts[Fact::host] ? "host " + *facts[Fact::host] : std::string("unstated machine");
}

Provenance complete(const Provenance& stated, const Provenance& of_file) {
  Provenance facts = stated;
  facts.fill_from(of_file);
  name_machine(facts);
  return facts;
}

/// Two files of one second are two runs, and one file is one run however often it is imported: what
/// tells runs of a second apart is drawn from their numbers.
std::string run_id_of(const foreign::Imported& imported, const std::string& commit) {
  std::string numbers;
  for (const AttemptRow& row : imported.attempts) numbers += to_json_line(row);
  const std::uint64_t hash = fnv_1a(numbers);
  return run::single_run_id(run::make_run_id(imported.measured.value_or(now()), commit),
                            static_cast<std::uint32_t>(hash % 1'000'000),
                            static_cast<std::uint16_t>(hash >> 32U));
}

}  // namespace

std::optional<WallTime> last_change_of(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  return WallTime(std::chrono::seconds(status.st_mtime));
}

Outcome<void> add_facts(const Arguments& arguments, const foreign::Format& format,
                        foreign::Imported& imported) {
  const auto stated = stated_facts(arguments, format);
  if (!stated) return pass_on(stated);
  std::string run_id;  // of the first row's commit: the files of one run have one
  for (AttemptRow& row : imported.attempts) {
    row.provenance = complete(*stated, row.provenance);
    if (run_id.empty()) {
      const std::string commit = row.provenance[Fact::commit].value_or("");
      run_id = run_id_of(imported, commit);
    }
    row.run_id = run_id;
    row.machine_class = machine_class_id(row.provenance);
  }
  return {};
}

}  // namespace tidegate::command
