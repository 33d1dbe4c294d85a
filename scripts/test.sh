#!/usr/bin/env bash
# Runs every test: cargo test, then the browser tests against what build.sh makes for tests: the client of the release, and a
# server without the last optimisations. TEST_RELEASE=1 takes the release itself, which takes far longer to build.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

stage "set-up"
scripts/setup.sh test
source scripts/environment.sh # a tool that was just installed
CHROMIUM=$(find_chromium)
export CHROMIUM PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
mkdir -p "$logs"

stage "TypeScript"
scripts/api-types.sh --check || fail "The description of the API is another one. Please run: scripts/api-types.sh"
for scripts in ui documents/prosemirror chat/tools shortcuts offline/page offline/worker; do tsc -p "src/$scripts/tsconfig.json"; done

stage "cargo test (the first time builds the server and its tests: several minutes)"
cargo test --features ssr 2>&1 | tee "$logs/cargo-test.log"

stage "build for the browser tests"
scripts/build.sh "$([[ ${TEST_RELEASE:-} == 1 ]] && echo release || echo test)"

if [[ ${SKIP_MODEL:-} != 1 ]]; then
  stage "the small model, for its smoke test (SKIP_MODEL=1 leaves both out)"
  scripts/fetch-model.sh
fi

stage "kill -9 at random moments (make crash-test: 200 times)"
(cd end2end && node crash.mjs 8) 2>&1 | tee "$logs/crash.log"

stage "the API from outside: docs/API.md, openai, redocly, schemathesis (make api-test: 5,000 cases)"
(cd end2end && PYTHON="$cache/python/bin/python" SEED=1 node api.mjs 800) 2>&1 | tee "$logs/api.log"

stage "what goes over the wire, memory, instructions (make size)"
(cd end2end && node size.mjs && node instructions.mjs) 2>&1 | tee "$logs/size.log"

stage "browser tests in $CHROMIUM (make firefox-test: the same in Firefox)"
status=0
(cd end2end && playwright test --project=chromium) 2>&1 | tee "$logs/playwright.log" || status=$?

# Both runners' own last words, together at the end.
stage "cargo test, then Playwright:"
grep '^test result' "$logs/cargo-test.log"
grep -E '^  [0-9]+ (passed|failed|flaky|skipped|interrupted|did not run)' "$logs/playwright.log" || status=1
exit "$status"
