/// Starting a process: the only file that uses Boost.Process (v2 as in Boost 1.81).
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>
#include <map>

#include <boost/asio/io_context.hpp>
#include <boost/process/v2/posix/default_launcher.hpp>
#include <boost/process/v2/process.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tidegate/run/child_process.hpp>
#include <tidegate/run/find_program.hpp>

namespace tidegate::run {
namespace {

namespace process = boost::process::v2;

/// Our environment with the command's additions, in the form of execve(2).
class Environment {
 public:
  explicit Environment(const Command& command) {
    std::map<std::string, std::string> variables;
    for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
      const std::string_view text = *entry;
      const std::size_t equals = text.find('=');
      if (equals == std::string_view::npos) continue;
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    for (const std::string& name : command.unset) variables.erase(name);
    for (const auto& [name, value] : command.environment) variables[name] = value;
    for (const auto& [name, value] : variables) texts_.push_back(fmt::format("{}={}", name, value));
    for (const std::string& text : texts_) pointers_.push_back(text.c_str());
    pointers_.push_back(nullptr);
  }
  const char* const* data() const { return pointers_.data(); }

 private:
  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

/// A pipe whose ends are above 2, so that placing one of them at 0, 1 or 2 is always a real copy
/// (and loses close-on-exec) even when our own stdin, stdout or stderr is closed.
std::optional<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  const Descriptor low_read{ends[0]};
  const Descriptor low_write{ends[1]};
  Pipe pipe{Descriptor{::fcntl(ends[0], F_DUPFD_CLOEXEC, 3)},
            Descriptor{::fcntl(ends[1], F_DUPFD_CLOEXEC, 3)}};
  if (!pipe.read || !pipe.write) return std::nullopt;
  return pipe;
}

/// The pipe of stdout or stderr, or the log in the place of its writing end.
std::optional<Pipe> make_output(const Command& command) {
  if (command.log.empty()) return make_pipe();
  const Descriptor log{
      ::open(command.log.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666)};
  Pipe pipe{Descriptor{}, Descriptor{::fcntl(log.get(), F_DUPFD_CLOEXEC, 3)}};
  if (!pipe.write) return std::nullopt;
  return pipe;
}

cpu_set_t cpu_set_of(const std::vector<int>& cpus) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const int cpu : cpus) {
    if (cpu >= 0 && cpu < CPU_SETSIZE) CPU_SET(cpu, &set);
  }
  return set;
}

/// What happens in the child between fork and exec: system calls only, no allocation.
struct ChildSetup {
  const char* const* environment;
  const char* folder;  // nullptr: ours
  bool pin;
  cpu_set_t cpus;
  int in, out, err;

  template <class Launcher, class... Rest>
  boost::system::error_code on_setup(Launcher& launcher, Rest&&... /*unused*/) {
    launcher.env = environment;
    return {};
  }

  template <class... Any>
  boost::system::error_code on_exec_setup(Any&&... /*unused*/) {
    const bool done = ::setpgid(0, 0) == 0 && ::dup2(in, 0) >= 0 && ::dup2(out, 1) >= 0 &&
                      ::dup2(err, 2) >= 0 && (folder == nullptr || ::chdir(folder) == 0) &&
                      (!pin || ::sched_setaffinity(0, sizeof cpus, &cpus) == 0);
    if (!done) return {errno, boost::system::system_category()};
    // If we are killed, the worker must not go on measuring beside whatever comes next.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::signal(SIGPIPE, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    // The launcher leaves most of our descriptors open in the child.
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    return {};
  }

  /// The launcher would call exit(), which writes the parent's unflushed output a second time.
  template <class... Any>
  void on_exec_error(Any&&... /*unused*/) {
    ::_exit(127);
  }
};

/// The process id, or the reason why nothing was started.
tl::expected<pid_t, int> launch(const std::string& program,
                                const std::vector<std::string>& arguments, ChildSetup setup) {
  process::posix::default_launcher launcher;
  try {
    boost::asio::io_context context;
    boost::system::error_code code;
    auto child = launcher(context.get_executor(), code, program, arguments, setup);
    if (code) {
      if (launcher.pid > 0) ::waitpid(launcher.pid, nullptr, 0);
      return tl::unexpected(code.value());
    }
    child.detach();  // we wait for it ourselves
    return launcher.pid;
  } catch (const std::exception&) {
    if (launcher.pid > 0) {
      ::kill(-launcher.pid, SIGKILL);
      ::waitpid(launcher.pid, nullptr, 0);
    }
    return tl::unexpected(EAGAIN);
  }
}

tl::unexpected<Error> launch_failure(const std::string& program, int code) {
  std::string hint = "Check that it runs from a shell in the same folder.";
  if (code == ENOEXEC) hint = "Start a script with #!, or rebuild the program for this machine.";
  if (code == EINVAL) hint = "Check that the processors it is pinned to exist and may be used.";
  if (code == EMFILE || code == EAGAIN) hint = "Raise the limits on processes and open files.";
  return fail(ErrorKind::process,
              fmt::format("{} was not started: {}", program, std::strerror(code)), hint);
}

std::chrono::steady_clock::time_point deadline_after(double limit_s) {
  constexpr double longest_s = 1e8;  // three years; the clock's own range ends at 292
  const double seconds = std::isnan(limit_s) ? 0 : std::clamp(limit_s, 0.0, longest_s);
  return std::chrono::steady_clock::now() +
         std::chrono::duration_cast<std::chrono::steady_clock::duration>(
             std::chrono::duration<double>(seconds));
}

/// Some supervisors start programs with SIGCHLD ignored: the kernel would then reap our children
/// and nobody would ever learn their exit codes.
void listen_for_ends() {
  struct sigaction current {};
  ::sigaction(SIGCHLD, nullptr, &current);
  if (current.sa_handler == SIG_IGN) std::signal(SIGCHLD, SIG_DFL);
}

constexpr std::size_t keep_error_bytes = 16'384;  // 2,000 characters have at most 8,000 bytes

}  // namespace

ChildProcess::ChildProcess(pid_t pid, Descriptor in, Descriptor out, Descriptor err,
                           std::size_t keep_output, const Limits& limits)
    : pid_(pid),
      pidfd_(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))),
      in_(std::move(in)),
      out_(std::move(out)),
      err_(std::move(err)),
      out_text_(keep_output),
      err_text_(keep_error_bytes),
      deadline_(deadline_after(limits.limit_s)),
      interrupted_(limits.interrupted) {
  for (const int fd : {out_.get(), err_.get()}) ::fcntl(fd, F_SETFL, O_NONBLOCK);
  if (pidfd_) ::fcntl(pidfd_.get(), F_SETFD, FD_CLOEXEC);
}

Outcome<std::unique_ptr<ChildProcess>> ChildProcess::start(const Command& command,
                                                           const Limits& limits) {
  const auto program = find_program(command.program);
  if (!program) return pass_on(program);
  listen_for_ends();
  auto in = make_pipe();
  auto out = make_output(command);
  auto err = make_output(command);
  if (!in || !out || !err) return launch_failure(program->string(), errno);

  const Environment environment(command);
  const ChildSetup setup{
      environment.data(),    command.folder.empty() ? nullptr : command.folder.c_str(),
      !command.cpus.empty(), cpu_set_of(command.cpus),
      in->read.get(),        out->write.get(),
      err->write.get()};
  const auto pid = launch(program->string(), command.arguments, setup);
  if (!pid) return launch_failure(program->string(), pid.error());
  return std::unique_ptr<ChildProcess>(new ChildProcess(*pid, std::move(in->write),
                                                        std::move(out->read), std::move(err->read),
                                                        command.keep_output, limits));
}

}  // namespace tidegate::run
