# shellcheck shell=bash
# Shared by the steps of this action. Decides: how a step fails and how it hands a value on.
# Refuses to know: what any step does. Each step is a plain bash script on GITHUB_* and TIDEGATE_*
# variables, so that it runs anywhere; tests/workflows runs all of them without GitHub.
set -euo pipefail

# escaped <text>: as the message of an annotation. A line break would end it, and what follows could be
# an annotation, or another command to the runner, of whoever wrote the text.
escaped() {
  local text=${1//%/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}
# die <what> <what to do next>: an annotation on the run, and exit 2, as tidegate's "could not say".
# Annotations go to stderr: GitHub reads both, and stdout may be a value that somebody takes.
die() {
  printf '::error title=tidegate::%s%%0ANext: %s\n' "$(escaped "$1")" "$(escaped "$2")" >&2
  exit 2
}
notice() { printf '::notice title=tidegate::%s\n' "$(escaped "$1")" >&2; }

# output <name> <value>: one line; the value may not hold a line break, which would be a second name.
output() {
  case $2 in *$'\n'*) die "the value of $1 has several lines" "This is a bug of the action; report it." ;; esac
  printf '%s=%s\n' "$1" "$2" >> "$GITHUB_OUTPUT"
}

# cached <name>: an entry of the build tree's CMake cache, empty without one.
cached() { sed -n "s/^$1:[A-Z]*=//p" "$TIDEGATE_BUILD/CMakeCache.txt" | head -n 1; }

# The configuration that is judged, of a build tree that has several; empty of one that has one.
configuration() {
  case $(cached CMAKE_GENERATOR) in "Ninja Multi-Config" | Xcode | "Visual Studio"*) ;; *) return 0 ;; esac
  case ";$(cached CMAKE_CONFIGURATION_TYPES);" in
    *";${TIDEGATE_CONFIGURATION:-;};"*) printf '%s\n' "$TIDEGATE_CONFIGURATION" ;;
    *) die "'${TIDEGATE_CONFIGURATION:-}' is no configuration of this build tree" "Name one in the input configuration: $(cached CMAKE_CONFIGURATION_TYPES)" ;;
  esac
}

# The folder that gates write to, as the build tree says.
output_dir() {
  local folder of
  folder=$(cached TIDEGATE_OUTPUT_DIR)
  of=$(configuration)
  printf '%s\n' "${folder:-$TIDEGATE_BUILD/tidegate}${of:+/$of}"
}
