#include "author.hpp"

#include <tidegate/run/git.hpp>

#include "common_flags.hpp"

namespace tidegate::command {

std::string trimmed(const std::string& text) {
  constexpr const char* blank = " \t\r\n\f\v";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

Outcome<std::string> author_of(const Arguments& arguments) {
  if (const auto named = arguments.text("author")) {
    if (std::string name = trimmed(*named); !name.empty()) return name;
    return fail(ErrorKind::usage, "--author is blank",
                "Name yourself with --author \"Name <mail>\", or leave it to git.");
  }
  auto known = run::author(source_dir(arguments));
  if (known) return known;
  return fail(ErrorKind::usage, known.error().what,
              "Name yourself with --author \"Name <mail>\", or with git config user.name.");
}

}  // namespace tidegate::command
