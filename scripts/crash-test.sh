#!/usr/bin/env bash
# Kills the release at random moments and compares what it has kept with what it had acknowledged: crash-test.sh [ROUNDS].
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
cd end2end && exec node crash.mjs "${1:-200}"
