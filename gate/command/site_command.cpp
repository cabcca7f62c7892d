#include "site_command.hpp"

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/quantity_text.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "site_input.hpp"

namespace tidegate::command {

bool asks_for_site(const Arguments& arguments) {
  const auto inputs = arguments.all("inputs");
  return !inputs.empty() && inputs.front() == "html";
}

Outcome<ExitCode> render_site(const Arguments& arguments) {
  const auto out = arguments.text("out");
  if (!out) {
    return fail(ErrorKind::usage, "the page needs a file to be written to",
                "tidegate render html ROWS... --out site.html");
  }
  SiteSources sources;
  sources.rows = arguments.paths("inputs");
  sources.rows.erase(sources.rows.begin());  // the word `html`
  if (sources.rows.empty()) sources.rows.push_back(store_dir(""));
  sources.history = arguments.paths("history");
  sources.verdicts = arguments.paths("verdict");
  sources.source = source_dir(arguments);
  const auto input = read_site(sources);
  if (!input) return pass_on(input);
  const std::string page = render::html_site(*input, render::site_assets());
  if (const auto written = write_file_atomically(*out, page); !written) return pass_on(written);
  for (const std::string& sentence : input->notes) note(sentence);
  note(fmt::format("wrote {}: {}, {}", *out, render::counted(input->rows.size(), "row"),
                   render::bytes_text(static_cast<double>(page.size()))));
  if (input->rows.empty()) note("no row was found: measure with `tidegate run --store`");
  return ExitCode::ok;
}

}  // namespace tidegate::command
