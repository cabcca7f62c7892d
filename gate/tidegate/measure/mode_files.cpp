#include <fstream>
#include <ostream>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/measure/build_facts.hpp>
#include <tidegate/measure/mode_files.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::measure {
namespace {

namespace fs = std::filesystem;

/// Whether it is to be written into as it stands: a pipe, a terminal, or a link such as /dev/stdout
/// to a file that has no name any more.
bool is_stream(const fs::path& path) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (fs::is_character_file(status) || fs::is_fifo(status)) return true;
  if (!fs::exists(status) || !fs::is_symlink(path, code)) return false;
  const fs::path named = fs::canonical(path, code);
  return code || named.empty();
}

Outcome<AttemptSpec> read_spec(const fs::path& path) {
  const auto json = read_json_file(path);
  if (!json) return pass_on(json);
  return spec_from_json(*json, TextSource{path.string()});
}

}  // namespace

Outcome<void> write_result(const fs::path& path, const std::string& text) {
  if (!is_stream(path)) return write_file_atomically(path, text);
  std::ofstream stream(path, std::ios::app);
  if (stream << text << std::flush) return {};
  return fail(ErrorKind::io, fmt::format("writing {} failed", path.string()),
              "Name a file that may be written.");
}

ExitCode write_row(Worker& worker, const AttemptRow& row, const fs::path& result) {
  const auto written = write_result(result, to_json_line(row) + '\n');
  return written ? ExitCode::ok : report(worker.err, written.error());
}

tl::expected<Request, ExitCode> read_request(Worker& worker, const fs::path& spec_path,
                                             const fs::path& result) {
  const auto spec = read_spec(spec_path);
  if (!spec) return tl::unexpected(report(worker.err, spec.error()));
  const auto cases = worker.cases.validated();
  if (!cases) return tl::unexpected(report(worker.err, cases.error()));
  auto target = find_target(*cases, spec->key);
  if (target) return Request{*spec, std::move(*target)};
  const ExitCode refused = report(worker.err, target.error());
  if (result.empty()) return tl::unexpected(refused);
  const std::string& what = target.error().what;
  const AttemptRow row = failed_row(*spec, Status::env_failed, Phase::start, what);
  const ExitCode written = write_row(worker, row, result);
  return tl::unexpected(written == ExitCode::ok ? refused : written);
}

AttemptRow measured_attempt(const Worker& worker, const Request& request,
                            const Measuring& measuring) {
  const auto& [spec, target] = request;
  const auto build = build_facts(worker.executable);
  if (!build) return failed_row(spec, Status::env_failed, Phase::start, build.error().what);
  return run_attempt(target, spec, {worker.sessions, *build}, measuring);
}

}  // namespace tidegate::measure
