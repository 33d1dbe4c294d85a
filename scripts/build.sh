#!/usr/bin/env bash
# Builds into dist/: the program, the site it serves, and the names of the hashed files. build.sh [release|test]:
# `test` builds the very same client, and a server that is compiled in a fraction of the time and is slower.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

kind=${1:-release}
case $kind in release | test) ;; *) fail "Usage: build.sh [release|test]" ;; esac

# The newest thing that dist/ was made from; the tests are not part of it.
newer_than() {
  find src style public migrations .cargo Cargo.toml Cargo.lock package-lock.json scripts/build.sh scripts/client-lto scripts/bundle.mjs scripts/compress.mjs scripts/join-client.mjs \
    -path src/tests -prune -o -newer "$1" -print -quit
}

mkdir -p target
if command -v flock >/dev/null; then
  exec 9>target/build.lock
  flock -n 9 || { say "waiting for another build" && flock 9; }
fi

# What is a release is good for tests too.
is_good=$([[ $(cat dist/kind 2>/dev/null) == "$kind" || $kind == test ]] && echo yes || echo no)
if [[ $is_good == yes && -f dist/built-from && -z $(newer_than dist/built-from) ]]; then exit; fi

scripts/setup.sh build

rm -rf dist.new
mkdir dist.new
touch dist.new/built-from # before the build: what is edited meanwhile counts as newer
echo "$kind" >dist.new/kind

say "building the $kind (the first time takes several minutes: about 400 crates, for the server and for the browser)"
if [[ $kind == test ]]; then
  # Only the server: the client's profile (wasm-release) says all of this itself, so that its size can be looked at.
  export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1
fi
began=$SECONDS
# A site folder of its own: cargo-leptos empties it first, and `make dev` may be using target/site.
export LEPTOS_SITE_ROOT=target/site-release
# Not by way of cargo, which would put its own folder first.
REAL_CARGO=$(command -v cargo) PATH="$PWD/scripts/client-lto:$PATH" cargo-leptos leptos build --release --split --precompress

target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
cp "$target/release/supbot" dist.new/supbot
cp -r "$LEPTOS_SITE_ROOT" dist.new/site
say "bundling the scripts of single pages"
node scripts/bundle.mjs target/bundles-release
cp -r target/bundles-release/* dist.new/site/pkg/
node scripts/compress.mjs dist.new/site/pkg/*.wasm
cp "$target/release/hash.txt" dist.new/
node scripts/join-client.mjs dist.new/site/pkg dist.new/hash.txt
cp LICENSE dist.new/
cp src/documents/export/fonts/LICENSE.md dist.new/LICENSE-fonts.md

rm -rf dist
mv dist.new dist
say "built dist/ in $(minutes $((SECONDS - began)))"
