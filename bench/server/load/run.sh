#!/usr/bin/env bash
# run.sh MODE [--seekers N --vacancies N] [--keep FOLDER] [-- OPTIONS OF bench_load]: makes a store of that size, serves it on
# a free port of the loopback, and lets bench_load ask it. Modes: match, overload, slow, soak.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.."
schakel=build/release/server/schakel load=build/release/bench/server/load/bench_load
mode=${1:-} seekers=20000 vacancies=6000 folder=''
[[ $mode =~ ^(match|overload|slow|soak)$ ]] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
shift
while (($#)); do
  case $1 in
    --seekers) seekers=$2; shift 2 ;;
    --vacancies) vacancies=$2; shift 2 ;;
    --keep) folder=$2; shift 2 ;;
    --) shift; break ;;
    *) break ;;
  esac
done

server=''
made=''
finish() {
  [[ -z $server ]] || { kill -TERM "$server" 2>/dev/null && wait "$server" || true; }
  [[ -z $made ]] || rm -rf "$made"
}
trap finish EXIT

if [[ -z $folder ]]; then
  made=$(mktemp -d "${TMPDIR:-/tmp}/schakel-load-XXXXXX")
  folder=$made
fi
store=$folder/store
if [[ ! -e $store/CURRENT ]]; then
  mkdir -p "$folder"
  "$schakel" generate --seekers "$seekers" --vacancies "$vacancies" --seed 1 --date 2026-11-22 --compress --out "$folder/market"
  "$schakel" load --store "$store" "$folder/market"
  "$schakel" index --store "$store" --date 2026-11-22
  rm -rf "$folder/market"
fi

"$schakel" serve --store "$store" --demo --listen 127.0.0.1:0 >"$folder/served" 2>"$folder/log" &
server=$!
for ((i = 0; i < 600; ++i)); do
  port=$(sed -n 's/^Listening on .*:\([0-9]*\)$/\1/p' "$folder/served")
  [[ -z $port ]] || break
  kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.1
done
[[ -n $port ]] || { echo "the server does not listen after a minute" >&2; exit 1; }
"$load" "$mode" --store "$store" --port "$port" --server "$server" "$@"
