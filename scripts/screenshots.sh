#!/usr/bin/env bash
# Takes a screenshot of every page of the release, and the README's picture.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
CHROMIUM=$(find_chromium)
export CHROMIUM

data=$(mktemp -d)
server=
trap 'if [[ -n $server ]]; then kill "$server"; wait "$server" || true; fi; rm -rf "$data"' EXIT
SUPBOT_PROVIDERS=scripted SUPBOT_DATA_DIR=$data/data SUPBOT_ADDR=127.0.0.1:0 dist/supbot serve >"$data/said" &
server=$!
until url=$(sed -n 's/^Supbot is ready at //p' "$data/said") && [[ -n $url ]]; do
  kill -0 "$server" || fail "the server did not start"
  sleep 0.1
done
(cd end2end && node screenshots.mjs "$url" screenshots)
say "the pictures are in end2end/screenshots/"
