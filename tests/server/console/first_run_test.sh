#!/usr/bin/env bash
# first_run_test.sh SOURCE FOLDER: what `run.sh demo` and `run.sh demo --serve` install on a system without node, with
# everything that they call replaced by something that only writes down how it was called.
set -euo pipefail
source=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder/bin" "$folder/tree/server"
cp "$source/run.sh" "$source"/packages*.txt "$folder/tree"
export CALLS=$folder/calls

fail() { printf '%s\nCalls:\n%s\nSaid:\n%s\n' "$1" "$(cat "$CALLS")" "$said" >&2; exit 1; }

# The tools of a plain system, and nothing else: no node.
for tool in bash cat cp dirname env mkdir readlink sed; do ln -s "$(command -v "$tool")" "$folder/bin/$tool"; done
stub() {
  printf '#!/usr/bin/env bash\necho "%s $*" >>"$CALLS"\n%s\n' "$1" "${2:-}" >"$folder/bin/$1"
  chmod +x "$folder/bin/$1"
}
stub sudo 'exec "$@"'
# shellcheck disable=SC2016
stub dpkg-query '[[ $* != *nodejs* && $* != *npm* && $* != *chromium* ]] && echo installed'
# shellcheck disable=SC2016
stub cmake '[[ $1 != --preset ]] || command -v node >/dev/null || echo "-- The console is left out: no node"'
echo 'echo "demo $*" >>"$CALLS"' >"$folder/tree/server/demo.sh"

run() {
  : >"$CALLS"
  said=$(PATH=$folder/bin bash "$folder/tree/run.sh" "$@" 2>&1) || fail "run.sh $* failed"
}
called() { [[ $(cat "$CALLS") == *"$1"* ]]; }

stub apt-get 'exit 100' # no network, or no rights
run demo
! called apt-get || fail 'a demo without a console installs something for it'
run demo --serve
[[ $said == *'The console is left out'* ]] || fail 'it does not say that the console is left out'
called 'demo build/release/server/schakel demo --serve' || fail 'it does not go on without the console'

# shellcheck disable=SC2016
stub apt-get '[[ $* != *install* ]] || { printf "#!/usr/bin/env bash\n" >"${0%/*}/node"; chmod +x "${0%/*}/node"; }'
run demo --serve
called 'install -y --no-install-recommends nodejs npm' || fail 'node and npm are not installed'
! called chromium || fail 'a browser is installed, which is for the tests only'
[[ $said != *'left out'* ]] || fail 'the build was not configured again'
[[ $(cat "$CALLS") == *apt-get*'cmake --preset release'*'demo build'* ]] || fail 'node comes after the build'
