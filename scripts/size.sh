#!/usr/bin/env bash
# Prints what goes over the wire and how many instructions the server runs, beside what may, and fails when it is more.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
CHROMIUM=$(find_chromium)
export CHROMIUM
cd end2end && node size.mjs && node instructions.mjs
