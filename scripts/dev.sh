#!/usr/bin/env bash
# Serves a debug build, and builds it again whenever a file changes.
set -euo pipefail
source "$(dirname "$0")/environment.sh"

scripts/setup.sh build
node scripts/bundle.mjs target/bundles --watch &
bundler=$!
trap 'kill "$bundler"' EXIT
cargo leptos watch --split
