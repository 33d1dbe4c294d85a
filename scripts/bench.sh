#!/usr/bin/env bash
# Measures the release: start, memory, first load, and what Supbot adds to a model's first word.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
CHROMIUM=$(find_chromium)
command -v wrk >/dev/null || scripts/install-packages.sh wrk
say "building the bare axum server that the API is measured beside"
logged bare-axum cargo build --release --features ssr --example bare-axum
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
export CHROMIUM BARE_AXUM="$target/release/examples/bare-axum"
cd end2end && exec node bench.mjs "$@"
