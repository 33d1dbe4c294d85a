#!/usr/bin/env bash
# Measures the release: start, memory, first load, and what Supbot adds to a model's first word.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
CHROMIUM=$(find_chromium)
export CHROMIUM
cd end2end && exec node bench.mjs
