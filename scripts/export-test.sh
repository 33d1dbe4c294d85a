#!/usr/bin/env bash
# Exports a draft of every format and reads the files with other programs: export-test.sh [MODEL].
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh test
source scripts/environment.sh
if ! command -v soffice >/dev/null; then scripts/install-packages.sh libreoffice-writer-nogui; fi
scripts/build.sh
cd end2end && exec node exports.mjs "$@"
