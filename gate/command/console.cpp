#include "console.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::command {
namespace {

int stdout_lost = 0;  // errno of the first text that could not be printed

/// A stderr that cannot be written costs the sentence and nothing else: fmt::print would throw, and
/// a sweep of hours would end because its terminal went away.
void say(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stderr) != text.size()) std::clearerr(stderr);
}

}  // namespace

ExitCode report(const Error& error) {
  // A worker's own words may stand in it, of several lines.
  say(render::log_text(fmt::format("tidegate: {}\n  hint: {}", error.what, error.hint)) + '\n');
  return exit_code_of(error.kind);
}

void note(std::string_view sentence) {
  say(fmt::format("tidegate: {}\n", render::plain_line(sentence)));
}

void hold_standard_streams() {
  // The lowest free number is the next one taken. A stream without writers or readers: using it
  // fails, as it would have.
  for (const int wanted : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(wanted, F_GETFD) != -1 || errno != EBADF) continue;
    const int mode = wanted == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (::open("/dev/null", mode) != wanted) return;
  }
}

void print(std::string_view text) {
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written && stdout_lost == 0) stdout_lost = errno;
}

ExitCode close_stdout(ExitCode code) {
  // Help comes through std::cout, which shares the buffer of stdout.
  if (std::fflush(stdout) != 0 && stdout_lost == 0) stdout_lost = errno;
  if (stdout_lost == 0 && std::ferror(stdout) == 0) return code;
  const ExitCode failed = report(
      {ErrorKind::io,
       fmt::format("stdout could not be written ({}): what stands there is not complete",
                   std::strerror(stdout_lost == 0 ? EIO : stdout_lost)),
       "Free the disk, or keep the reader of the pipe alive, and run the command again; files that "
       "it wrote are complete."});
  return code == ExitCode::ok || code == ExitCode::first_run ? failed : code;
}

bool colour_on_stdout() {
  const char* no_color = std::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

Progress::Progress() : terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { clear(); }

void Progress::show(std::size_t done, std::size_t total, std::string_view what) {
  if (!terminal_) return;
  std::string line = fmt::format("[{}/{}] {}", done, total, what);
  if (line.size() > 99) line.resize(99);
  say("\r\x1b[2K" + line);
  std::fflush(stderr);
  drawn_ = true;
}

std::string Progress::left(std::size_t finished, std::size_t total) const {
  if (finished == 0 || finished >= total) return "";
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start_;
  const double each = passed.count() / static_cast<double>(finished);
  return fmt::format("about {} left, ",
                     render::rough_time_text(each * static_cast<double>(total - finished)));
}

void Progress::clear() {
  if (!drawn_) return;
  say("\r\x1b[2K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace tidegate::command
