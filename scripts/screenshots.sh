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
(cd end2end && node screenshots.mjs)
say "the pictures are in end2end/screenshots/"
