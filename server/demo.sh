#!/usr/bin/env bash
# demo.sh SCHAKEL FOLDER [SEEKERS VACANCIES]: a night on the embedded labour market, in FOLDER, from nothing.
set -euo pipefail
schakel=$1 folder=$2 seekers=${3:-20000} vacancies=${4:-6000}

step() { printf '\n== %s\n$ schakel %s\n' "$1" "${*:2}"; "$schakel" "${@:2}"; }

rm -rf "$folder/market" "$folder/store"
mkdir -p "$folder"
step "A labour market of people and employers that do not exist" \
  generate --seekers "$seekers" --vacancies "$vacancies" --seed 1 --compress --out "$folder/market"
step "Into the store" load --store "$folder/store" "$folder/market"
step "Words in vacancies and profiles" search --store "$folder/store" --top 3 heftruckchauffeur
step "What there is" status --store "$folder/store"
