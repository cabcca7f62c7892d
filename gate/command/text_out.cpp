#include "text_out.hpp"

#include "console.hpp"

namespace tidegate::command {

Outcome<void> print_or_write(const Arguments& arguments, std::string_view text) {
  if (const auto out = arguments.text("out")) return write_file_atomically(*out, text);
  print(text);
  return {};
}

Outcome<void> print_or_write(const Arguments& arguments,
                             const std::function<Outcome<void>(const TextSink&)>& make) {
  if (const auto out = arguments.text("out")) return write_made_atomically(*out, make);
  return make([](std::string_view piece) { print(piece); });
}

}  // namespace tidegate::command
