#!/usr/bin/env bash
# From a fresh checkout to a running server: sets up, builds, fetches the model, serves.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh build
scripts/build.sh
if [[ ${SKIP_MODEL:-} != 1 ]] && ! scripts/fetch-model.sh; then
  say "the model could not be fetched; starting without it (the next start tries again)"
fi

exec dist/supbot serve
