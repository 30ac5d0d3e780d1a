#!/usr/bin/env bash
# ./run.sh bench, after the build: one table of all benchmarks, or what a word asks for.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
case ${1:-} in
  sweep) shift; exec build/release/bench/engine/bench_sweep "$@" ;;
  *) exec python3 bench/report.py "$@" ;;
esac
