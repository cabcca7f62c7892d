/// Ctrl-C as a flag that long work asks, so that what is half done is finished or undone.
/// Decides: SIGINT and SIGTERM ask once; a second one ends the process. Refuses to know: the work.
#pragma once

namespace tidegate::command {

void catch_interrupts();
bool interrupted();

}  // namespace tidegate::command
