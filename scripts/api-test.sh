#!/usr/bin/env bash
# Tries the API of the release from outside, with at least so many cases: api-test.sh [CASES].
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
# shellcheck disable=SC2154 # cache: environment.sh
cd end2end && PYTHON="$cache/python/bin/python" exec node api.mjs "${1:-5000}"
