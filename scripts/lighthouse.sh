#!/usr/bin/env bash
# Lighthouse, with its preset for phones, on the release: lighthouse.sh [PAGE...].
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
CHROMIUM=$(find_chromium)
export CHROMIUM
cd end2end && exec node lighthouse.mjs "$@"
