#!/usr/bin/env bash
# Checks form: rustfmt, clippy for the server and for the browser, shellcheck where it is installed.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

scripts/setup.sh rust
source scripts/environment.sh # a toolchain that was just installed
if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
  logged components rustup component add rustfmt clippy
fi

stage "rustfmt"
cargo fmt --check

stage "clippy, server"
cargo clippy --features ssr --all-targets -- -D warnings

stage "clippy, browser"
cargo clippy --features hydrate --target wasm32-unknown-unknown -- -D warnings

if command -v shellcheck >/dev/null; then
  stage "shellcheck"
  shellcheck -x -P SCRIPTDIR scripts/*.sh .ci/run
fi
stage "nothing to complain about"
