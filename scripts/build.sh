#!/usr/bin/env bash
# Builds the release into dist/: the program, the site it serves, and the names of the hashed files.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

# The newest thing that dist/ was made from; the tests are not part of it.
newer_than() {
  find src style public migrations .cargo Cargo.toml Cargo.lock scripts/build.sh end2end/bundle.mjs end2end/compress.mjs end2end/package-lock.json \
    -path src/tests -prune -o -newer "$1" -print -quit
}

mkdir -p target
if command -v flock >/dev/null; then
  exec 9>target/build.lock
  flock -n 9 || { say "waiting for another build" && flock 9; }
fi

if [[ -f dist/built-from && -z $(newer_than dist/built-from) ]]; then exit; fi

scripts/setup.sh build

rm -rf dist.new
mkdir dist.new
touch dist.new/built-from # before the build: what is edited meanwhile counts as newer

say "building the release (the first time takes several minutes: about 400 crates, for the server and for the browser)"
began=$SECONDS
# A site folder of its own: cargo-leptos empties it first, and `make dev` may be using target/site.
export LEPTOS_SITE_ROOT=target/site-release
cargo leptos build --release --precompress

target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
cp "$target/release/supbot" dist.new/supbot
cp -r "$LEPTOS_SITE_ROOT" dist.new/site
say "bundling the scripts of single pages"
node end2end/bundle.mjs target/bundles-release
cp -r target/bundles-release/* dist.new/site/pkg/
node end2end/compress.mjs dist.new/site/pkg/*.wasm
if [[ -f $target/release/hash.txt ]]; then cp "$target/release/hash.txt" dist.new/; fi
cp LICENSE dist.new/
cp src/documents/export/fonts/LICENSE.md dist.new/LICENSE-fonts.md

rm -rf dist
mv dist.new dist
say "built dist/ in $(minutes $((SECONDS - began)))"
