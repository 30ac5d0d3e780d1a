#!/usr/bin/env bash
# demo.sh SCHAKEL FOLDER [--serve] [SEEKERS VACANCIES]: a night on the embedded labour market, in FOLDER, from nothing; and then, until
# Ctrl+C, its service and console on this machine.
set -euo pipefail
export LC_ALL=C.UTF-8
schakel=$1 folder=$2 serve=
shift 2
[[ ${1:-} != --serve ]] || { serve=yes; shift; }
seekers=${1:-20000} vacancies=${2:-6000}
market=$folder/market store=$folder/store
date=2026-11-22 # the day on which the market is generated
times=()

# Runs a command, shows what it says and remembers how long it took.
step() {
  local title=$1 start=$EPOCHREALTIME
  shift
  printf '\n== %s\n$ schakel %s\n' "$title" "$*"
  "$schakel" "$@"
  times+=("$1 $start $EPOCHREALTIME")
}

# The id of the best hit of a search: first_hit --vacancies WORDS.
first_hit() { "$schakel" search --store "$store" --json --top 1 "$@" | sed -n 's/.*"hits":\[{[^}]*"id":"\([^"]*\)".*/\1/p'; }

# The list of whoever a search finds first, when it finds anybody: list vacancy WORDS.
list() {
  local kind=$1 flag=--vacancies id
  [[ $kind == seeker ]] && flag=--seekers
  id=$(first_hit "$flag" "${@:2}")
  [[ -n $id ]] || return 0
  printf '\n$ schakel match --store %s --top 5 --%s %s\n' "$store" "$kind" "$id"
  "$schakel" match --store "$store" --top 5 "--$kind" "$id"
}

rm -rf "$market" "$store" "$folder/lists"
mkdir -p "$folder"
step "A labour market of people and employers that do not exist" \
  generate --seekers "$seekers" --vacancies "$vacancies" --seed 1 --date "$date" --compress --out "$market"
step "Into the store" load --store "$store" "$market"
step "Freeze it as it is on that day" index --store "$store" --date "$date"
step "Everybody with everything, in both directions" rematch --store "$store"
step "A sample computed again by the reference scorer" verify --store "$store" --sample 20
step "The lists as files" export --store "$store" --out "$folder/lists"

printf '\n== Three lists: what is there for a jobseeker, and who fits two vacancies\n'
list seeker vrachtwagenchauffeur
list vacancy magazijnmedewerker
list vacancy administratief

printf '\n== Time per step\n'
printf '%s\n' "${times[@]}" | awk '{ printf "%-10s %8.2f s\n", $1, $3 - $2; all += $3 - $2 } END { printf "%-10s %8.2f s\n", "all", all }'
printf '\nGo on with the store in %s: schakel --help\n' "$store"
[[ -n $serve ]] || exit 0
printf '\n== The service, for this machine only; Ctrl+C ends it\n'
printf 'In a browser: choose a role. With curl: take the token of an account below, and name its purpose.\n'
printf '$ schakel serve --store %s --demo\n' "$store"
exec "$schakel" serve --store "$store" --demo
