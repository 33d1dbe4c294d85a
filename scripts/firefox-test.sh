#!/usr/bin/env bash
# Runs the browser tests in Firefox, against the release: firefox-test.sh [TEST...].
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
scripts/build.sh
FIREFOX=$(command -v "${FIREFOX:-firefox-esr}" || command -v firefox) || {
  scripts/install-packages.sh firefox-esr
  FIREFOX=$(command -v firefox-esr)
}
export FIREFOX
cd end2end && exec playwright test --project=firefox "$@"
