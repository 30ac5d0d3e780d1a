# Sourced by run.sh: ./run.sh bench peers [FOLDER...]
#
# The same question to every peer (bench/peers/question.h): a sample of vacancies, for each the 50 best seekers by the
# same integers. First the answers are held against ours, then the times are shown: of who answers as we do. Where a peer
# does not, the run says what differs and ends with exit code 1. Without a folder a market of 100,000 x 30,000 on the
# embedded taxonomy is made. A folder is a store (its latest epoch) or an epoch; it is only read.
#
#   PEERS      which ones, of: schakel columns xapian lucene postgres (all)
#   QUESTIONS  how many vacancies are asked for (200)
#   FORMULATIONS  which ones of PostgreSQL's, of: rows arrays scan (all)
#
# Results and the peers' own files are left in build/peers/EPOCH.

PEERS=${PEERS:-schakel columns xapian lucene postgres}
QUESTIONS=${QUESTIONS:-200}
FORMULATIONS=${FORMULATIONS:-rows arrays scan}

peers_made_store() {
  local store=build/peers/market/store schakel=build/release/server/schakel
  if [[ ! -e $store/CURRENT ]]; then
    rm -rf build/peers/market
    mkdir -p build/peers/market
    "$schakel" generate --seekers 100000 --vacancies 30000 --seed 1 --date 2026-11-22 --out build/peers/market/in
    "$schakel" load --store "$store" build/peers/market/in
    "$schakel" index --store "$store" --date 2026-11-22
  fi >&2
  printf '%s\n' "$store"
}

# The epoch of a folder that holds one, or is one.
peers_epoch() {
  if [[ -e $1/postings.bin ]]; then printf '%s\n' "$1"; else ls -td "$1"/epochs/*/ 2>/dev/null | head -1; fi
}

peers_timed() { # TITLE COMMAND...
  local start=$EPOCHREALTIME
  "${@:2}" || die "$1 failed"
  awk -v title="$1" -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { printf "%-34s %7.1f s\n", title, end - start }'
}

peers_run() { # EPOCH
  local program=build/release/bench/peers/peers work peer
  work=build/peers/$(basename "$1")
  mkdir -p "$work"
  rm -f "$work"/*.answers "$work"/*.setup
  say "== epoch $(basename "$1"), $QUESTIONS vacancies"
  peers_timed "tables for the peers" "$program" tables "$1" "$work" "$QUESTIONS"
  for peer in $PEERS; do
    case $peer in
      schakel | columns | xapian) peers_timed "$peer" "$program" "$peer" "$1" "$work" "$QUESTIONS" ;;
      lucene) peers_timed lucene bash bench/peers/lucene/lucene.sh "$work" "$QUESTIONS" ;;
      postgres) peers_timed postgres python3 bench/peers/postgres/postgres.py "$work" "$QUESTIONS" $FORMULATIONS ;;
      *) die "no peer is called $peer" ;;
    esac
  done
  "$program" compare "$1" "$work" "$QUESTIONS"
}

setup
install_packages packages-peers.txt
build_preset release peers
build_preset release schakel
(($#)) || set -- "$(peers_made_store)"
for folder in "$@"; do
  epoch=$(peers_epoch "$folder")
  [[ -n $epoch ]] || die "$folder holds no epoch; give a store that was indexed, or one of its epochs"
  peers_run "$epoch"
done
