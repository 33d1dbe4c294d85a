#!/usr/bin/env bash
# Puts the release under mixed load and looks whether anything is left over: soak-test.sh [MINUTES].
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
cd end2end && exec node soak.mjs "${1:-30}"
