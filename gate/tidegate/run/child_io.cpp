/// Talking with a running child and waiting for its end: poll(2), read(2), write(2), so that a
/// request for a sample and its answer cost two system calls on each side and nothing else.
#include <algorithm>
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tidegate/run/child_process.hpp>

namespace tidegate::run {
namespace {

constexpr std::size_t error_characters = 2'000;
constexpr int block_bytes = 1 << 16;

/// One read into `text`. False when nothing more can come now: end of file (then closed), or empty.
bool read_block(Descriptor& from, CappedText& text) {
  char block[block_bytes];
  const ssize_t got = ::read(from.get(), block, sizeof block);
  if (got > 0) {
    text.append({block, static_cast<std::size_t>(got)});
    return true;
  }
  if (got == 0 || (errno != EAGAIN && errno != EINTR)) from.close();
  return false;
}

/// What is left in the pipe of an ended process. Bounded, for a grandchild that escaped from the
/// group may hold the other end and write for ever.
void drain(Descriptor& from, CappedText& text) {
  constexpr int most_blocks = 64;
  for (int i = 0; i < most_blocks && from; ++i) {
    if (!read_block(from, text)) break;
  }
  from.close();
}

/// Keeps SIGPIPE from killing us while we write to a process that may be gone.
class NoBrokenPipeSignal {
 public:
  NoBrokenPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoBrokenPipeSignal(const NoBrokenPipeSignal&) = delete;
  NoBrokenPipeSignal& operator=(const NoBrokenPipeSignal&) = delete;
  ~NoBrokenPipeSignal() {
    const int code = errno;
    const timespec at_once{};
    if (broken_) ::sigtimedwait(&pipe_, nullptr, &at_once);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = code;
  }
  void broken() { broken_ = true; }

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool broken_ = false;
};

}  // namespace

ChildProcess::~ChildProcess() {
  if (!running_) return;
  stop();
  while (running_) pump();
}

void ChildProcess::stop() {
  // Before the leader is reaped its number cannot belong to anyone else.
  if (running_) ::kill(-pid_, SIGKILL);
}

void ChildProcess::close_input() { in_.close(); }

bool ChildProcess::write_line(std::string_view line) {
  std::string text{line};
  text += '\n';
  NoBrokenPipeSignal guard;
  if (!in_) return false;
  if (write_all(in_.get(), text)) return true;
  guard.broken();
  return false;
}

std::optional<std::string> ChildProcess::read_line() {
  while (true) {
    if (auto line = out_text_.take_line()) return line;
    if (!running_) return std::nullopt;
    pump();
  }
}

std::optional<std::string> ChildProcess::line_at_hand() {
  if (auto line = out_text_.take_line()) return line;
  if (out_) read_block(out_, out_text_);
  return out_text_.take_line();
}

Finished ChildProcess::finish() {
  close_input();
  while (running_) pump();
  end_.out = std::string(out_text_.text());
  end_.err = utf8_tail(err_text_.text(), error_characters);
  return end_;
}

/// One turn: enforces the limits, sleeps until something happens, takes what there is.
void ChildProcess::pump() {
  enforce_limits();
  pollfd watched[3] = {{out_.get(), POLLIN, 0}, {err_.get(), POLLIN, 0}, {pidfd_.get(), POLLIN, 0}};
  if (::poll(watched, 3, poll_timeout_ms()) < 0 && errno != EINTR) stop();
  if (out_ && watched[0].revents != 0) read_block(out_, out_text_);
  if (err_ && watched[1].revents != 0) read_block(err_, err_text_);
  if (!pidfd_ || watched[2].revents != 0) reap_if_ended();
}

void ChildProcess::enforce_limits() {
  if (end_.timed_out || end_.interrupted) return;
  end_.interrupted = interrupted_ && interrupted_();
  end_.timed_out = !end_.interrupted && std::chrono::steady_clock::now() >= deadline_;
  if (end_.interrupted || end_.timed_out) stop();
}

/// Long enough not to disturb a measurement, short enough that an interrupt is noticed.
int ChildProcess::poll_timeout_ms() const {
  const int turn = pidfd_ ? 200 : 10;
  if (end_.timed_out || end_.interrupted) return turn;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline_ - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, turn));
}

void ChildProcess::reap_if_ended() {
  siginfo_t info{};
  const auto id = static_cast<id_t>(pid_);
  const bool known = ::waitid(P_PID, id, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
  if (known && info.si_pid == 0) return;
  stop();                           // what is left of the group, while its number is still ours
  int status = W_EXITCODE(255, 0);  // if somebody else took the real one
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
  running_ = false;
  record_end(status);
  drain(out_, out_text_);
  drain(err_, err_text_);
}

void ChildProcess::record_end(int status) {
  if (WIFSIGNALED(status)) {
    end_.signal = WTERMSIG(status);
  } else {
    end_.exit_code = WEXITSTATUS(status);
  }
}

Outcome<Finished> run_to_end(const Command& command, const Limits& limits) {
  auto child = ChildProcess::start(command, limits);
  if (!child) return pass_on(child);
  Finished finished = (*child)->finish();
  if (!finished.interrupted) return finished;
  return fail(ErrorKind::interrupted, command.program.string() + " was interrupted",
              "Run the command again to go on.");
}

}  // namespace tidegate::run
