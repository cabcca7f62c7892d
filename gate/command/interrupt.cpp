#include "interrupt.hpp"

#include <csignal>

namespace tidegate::command {
namespace {

volatile std::sig_atomic_t asked = 0;

void ask(int signal) {
  asked = 1;
  std::signal(signal, SIG_DFL);  // the second one is meant
}

}  // namespace

void catch_interrupts() {
  std::signal(SIGINT, ask);
  std::signal(SIGTERM, ask);
  std::signal(SIGHUP, ask);       // the terminal was closed: workers must not live on
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a failed write, not a death
}

bool interrupted() { return asked != 0; }

}  // namespace tidegate::command
