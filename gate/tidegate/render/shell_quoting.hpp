/// How quotes stand at a place of a POSIX shell command.
/// Decides: what opens, closes and escapes. Refuses to know: what the command does.
#pragma once

namespace tidegate::render {

/// Passes a command character by character.
struct Quoting {
  char open = 0;         ///< the quote that is open, or 0
  bool escaped = false;  ///< the next character follows a backslash that means something

  void pass(char c) {
    if (escaped) {
      escaped = false;
    } else if (c == '\\' && open != '\'') {
      escaped = true;
    } else if (open == 0 && (c == '\'' || c == '"')) {
      open = c;
    } else if (c == open) {
      open = 0;
    }
  }
};

}  // namespace tidegate::render
