# shellcheck shell=bash
# Sourced by the other scripts: goes to the project's folder and puts the installed tools on PATH.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

cache="${XDG_CACHE_HOME:-$HOME/.cache}/supbot"
# shellcheck disable=SC2034 # read by those that source this
logs="$cache/logs"
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PWD/node_modules/.bin:$PWD/end2end/node_modules/.bin:$PATH"

# True when the compiler in use has a standard library for WebAssembly.
has_wasm_target() {
  compgen -G "$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)/libstd-*.rlib" >/dev/null
}

# scripts/wasm-target-debian.sh leaves this toolchain behind where rustup could not fetch the target.
if [[ -z ${RUSTUP_TOOLCHAIN:-} ]] && command -v rustup >/dev/null && ! has_wasm_target &&
  rustup toolchain list 2>/dev/null | grep -q '^debian-wasm'; then
  export RUSTUP_TOOLCHAIN=debian-wasm
fi

# Prints the browser that the tests drive; fails when there is none.
find_chromium() {
  local browser
  for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [[ -n $browser ]] && command -v "$browser"; then return; fi
  done
  return 1
}
