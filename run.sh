#!/usr/bin/env bash
# The way in: ./run.sh without arguments says what there is.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
folders=(data loaders index engine server bench tests)

usage() {
  cat <<'TEXT'
Usage: ./run.sh COMMAND

  setup      install the Debian packages of packages.txt that are missing
  console    the same for packages-console.txt (node, a browser): to build the console into the program, and to test it
  build      setup, then build the release in build/release
  demo       build the program, then run the nightly job on the embedded labour market (in demo/)
  demo --serve   the same, then serve it at http://127.0.0.1:8642 with accounts that anyone may use; builds the console
                 too, and for that installs node and npm where it can
  test       build, then run all tests
  kills [ROUNDS]   build, then kill a writer and a service under writes so often (200): nothing acknowledged may be lost
  bench      build, then run all benchmarks and compare them with what was kept (bench --help)
  bench load MODE   open-loop load on a server (bench/server/load/run.sh); modes match, overload, slow, soak
  bench peers [FOLDER...]   other engines beside ours, at 100,000 x 30,000 or on the epochs of these stores
  format     rewrite the sources with clang-format
  lint       clang-tidy over everything; no finding is allowed
  sanitize   the tests under address, undefined behaviour and thread sanitizers
TEXT
}

say() { printf '%s\n' "$*"; }
die() { printf 'run.sh: %s\n' "$*" >&2; exit 1; }

# The package names of a list, without its comments.
packages_of() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$1"; }

# Installs what a list names and the system has not; says nothing when it is all there.
install_packages() {
  local missing=() package
  command -v dpkg-query >/dev/null || die "this is not Debian; install what $1 names and use cmake --preset release"
  while read -r package; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done < <(packages_of "$1")
  ((${#missing[@]})) || return 0

  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "as root, first: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing with apt-get: ${missing[*]}"
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq)
  "${as_root[@]}" update
  "${as_root[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# Configures and builds one preset, or one target of it. Speaks on a terminal, where something is wrong, and of a console
# that is left out.
build_preset() {
  local log=build/$1.configure.log quiet=(-- --quiet)
  mkdir -p build
  cmake --preset "$1" >"$log" 2>&1 || { cat "$log"; die "cmake cannot configure the preset $1"; }
  sed -n 's/^-- \(The console is left out: \)/\1/p' "$log"
  [[ -t 1 ]] && quiet=()
  cmake --build --preset "$1" ${2:+--target "$2"} "${quiet[@]}"
}

setup() { install_packages packages.txt; }
# Node may have come from elsewhere than Debian, with an npm of its own: what counts is the command.
lacking() {
  local package
  while read -r package; do
    command -v "${package/nodejs/node}" >/dev/null || printf '%s\n' "$package"
  done < <(packages_of "$1")
}
setup_console() { install_packages <(lacking packages-console.txt); }
# What the console is built with, where it can be had. Why not, `run.sh console` tells; without it there is still the API.
try_setup_console() { (install_packages <(lacking <(sed '/# tests:/d' packages-console.txt))) 2>/dev/null || true; }
setup_dev() { setup; install_packages packages-dev.txt; }
build() { setup; build_preset release; }
test_preset() { build_preset "$1" && ctest --preset "$1" -j "$(nproc)"; }

kills() {
  [[ $1 =~ ^[1-9][0-9]*$ ]] || die "kills takes a number of rounds, not $1"
  build
  local program
  for program in live serve; do
    SCHAKEL_KILL_ROUNDS=$1 "build/release/tests/server/$program/test_server_$program" '[kill]'
  done
}

command=${1:-}
shift || true
case $command in
  setup) setup ;;
  console) setup; setup_console ;;
  build) build ;;
  demo)
    setup
    [[ ${1:-} != --serve ]] || try_setup_console
    build_preset release schakel
    exec bash server/demo.sh build/release/server/schakel demo "$@" ;;
  test) setup; setup_console; test_preset release ;;
  kills) kills "${1:-200}" ;;
  bench)
    case ${1:-} in
      peers) shift; . bench/peers/run.sh ;;
      load) shift; build; exec bash bench/server/load/run.sh "$@" ;;
      *) build; exec bash bench/run.sh "$@" ;;
    esac ;;
  format) setup; find "${folders[@]}" -name '*.h' -o -name '*.cc' | xargs clang-format-19 -i ;;
  lint) setup_dev; build_preset tidy ;;
  sanitize) setup_dev; test_preset asan; test_preset tsan ;;
  '' | help | -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
