/// Writes attempts.jsonl and results.jsonl into the folder given, with the writer that the tools
/// use, for check_schema.py.
#include <cstdio>
#include <filesystem>

#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/output_digest_json.hpp>

#include "sample_rows.hpp"

int main(int argc, char** argv) {
  using namespace tidegate;
  if (argc != 2) return 64;
  const std::filesystem::path folder = argv[1];

  ResultRow failed = sample::result();
  failed.key.provider = "naive";
  failed.status = Status::crashed;
  failed.failure = "killed by signal 11";
  failed.metrics.clear();
  failed.ratio.reset();
  failed.fidelity.reset();
  AttemptRow bare = sample::attempt();
  bare.key.point.axes.clear();
  bare.failure.reset();
  bare.fidelity.reset();
  bare.provenance = {};

  AttemptRow stated = sample::attempt();
  keep_output_digest(stated, {{512, 512}, "fp32", 262143, 1, 1.5e5, 2.5e5, 3.75});

  for (const AttemptRow& row : {sample::attempt(), sample::failed_attempt(), bare, stated}) {
    const auto written = append_attempt(folder / "attempts.jsonl", row);
    if (!written) return std::fprintf(stderr, "%s\n", written.error().what.c_str()), 1;
  }
  const auto written = write_results(folder / "results.jsonl", {sample::result(), failed});
  if (!written) return std::fprintf(stderr, "%s\n", written.error().what.c_str()), 1;
  return 0;
}
