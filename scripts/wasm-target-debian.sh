#!/usr/bin/env bash
# Makes the WebAssembly target from Debian's packages, for networks where rustup cannot fetch it.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

[[ $(id -u) -eq 0 ]] || fail "This writes to /usr/lib/rustlib. Please run it as root: sudo scripts/wasm-target-debian.sh"

scripts/install-packages.sh rustc-web rust-web-src cargo-web rust-web-clippy rustfmt-web lld-22

say "building Rust's standard library for WebAssembly from Debian's source, once, about 1 minute"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_TARGET_DIR="$work/target"
mkdir -p "$work/seed/src"
printf '[package]\nname = "seed"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/seed/Cargo.toml"
touch "$work/seed/src/lib.rs"
logged wasm-std /usr/bin/cargo build --release -Zbuild-std=std,panic_abort \
  --target wasm32-unknown-unknown --manifest-path "$work/seed/Cargo.toml"

rustlib=/usr/lib/rustlib
host=$("$RUSTC" -vV | sed -n 's/^host: //p')
rm "$work"/target/wasm32-unknown-unknown/release/deps/libseed*
mkdir -p "$rustlib/wasm32-unknown-unknown" "$rustlib/$host/bin"
ln -sf /usr/lib/llvm-22/bin/lld "$rustlib/$host/bin/rust-lld"
# Renamed into place, so that a half copied library is never taken for a whole one.
cp -r "$work/target/wasm32-unknown-unknown/release/deps" "$rustlib/wasm32-unknown-unknown/lib.new"
rm -rf "$rustlib/wasm32-unknown-unknown/lib"
mv "$rustlib/wasm32-unknown-unknown/lib.new" "$rustlib/wasm32-unknown-unknown/lib"

if command -v rustup >/dev/null; then rustup toolchain link debian-wasm /usr; fi
