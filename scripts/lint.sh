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
  shellcheck -x -P SCRIPTDIR scripts/*.sh scripts/client-lto/cargo .ci/run
fi
# What is known of the crates and packages that this is made of. Who cannot ask must be able to go on: the data is fetched.
stage "known faults of crates and packages"
mkdir -p "$logs"
if command -v cargo-deny >/dev/null && within 120 cargo deny fetch >"$logs/cargo-deny.log" 2>&1 </dev/null; then
  cargo deny --offline check advisories bans sources
else
  say "not looked at: cargo-deny or its data is not there (cargo install cargo-deny)"
fi
for packages in . end2end; do
  if command -v npm >/dev/null && within 120 npm audit --prefix "$packages" --json >"$logs/npm-audit.json" 2>/dev/null; then
    say "npm audit of $packages/package-lock.json: nothing"
  elif grep -q '"auditReportVersion"' "$logs/npm-audit.json" 2>/dev/null; then
    npm audit --prefix "$packages" --audit-level=high
  else
    say "not looked at: the data of npm audit cannot be had"
  fi
done

stage "nothing to complain about"
