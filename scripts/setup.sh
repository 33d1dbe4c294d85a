#!/usr/bin/env bash
# Makes sure that everything is there: setup.sh [rust|build|test]; each contains the one before it.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

level=${1:-build}
leptos_version=0.3.10 # 0.3.11 cannot be built with a Rust older than 1.96

have() { command -v "$1" >/dev/null; }

check_rust() {
  if ! have cargo && scripts/install-packages.sh rustup 2>/dev/null; then
    say "fetching Rust (300 MB, once)"
    logged rust rustup default stable || true
  fi
  have cargo || fail "Rust is missing. Please run this, then try again:
  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y && . ~/.cargo/env"
  local least found
  least=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  found=$(rustc --version | cut -d' ' -f2)
  [[ $(printf '%s\n' "$least" "$found" | sort -V | head -n1) == "$least" ]] ||
    fail "Rust $least or later is needed; here is $found. Please run: rustup update stable"
}

check_c_compiler() { have cc || scripts/install-packages.sh build-essential; }

check_wasm_target() {
  if has_wasm_target; then return; fi
  say "adding Rust's WebAssembly target (20 MB)"
  if have rustup && logged wasm-target within 180 rustup target add wasm32-unknown-unknown; then return; fi
  say "rustup could not fetch it; trying Debian's packages"
  scripts/wasm-target-debian.sh
  source scripts/environment.sh # takes up the toolchain that was just made
  has_wasm_target || fail "There is still no WebAssembly target. Please run: rustup target add wasm32-unknown-unknown"
}

# install_crate CRATE VERSION OPT_LEVEL CARGO_OPTIONS...: cargo install, light on processor and memory.
# Fat LTO, which cargo-leptos asks for, takes half an hour on two cores and changes nothing for us.
install_crate() {
  local crate=$1 version=$2 level=$3
  shift 3
  # A folder that stays makes an interrupted build go on where it was.
  local command=(env CARGO_TARGET_DIR="$cache/tools" CARGO_PROFILE_RELEASE_LTO=off
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL="$level"
    cargo install "$crate" --version "$version" --force "$@")
  # --locked first; a yanked dependency in the lock file of an old release makes it fail.
  { "${command[@]}" --locked || "${command[@]}"; } && rm -rf "$cache/tools"
}

check_cargo_leptos() {
  if cargo-leptos --version 2>/dev/null | grep -Eq '^cargo-leptos 0\.3\.([89]|[0-9]{2,})'; then return; fi
  say "building cargo-leptos $leptos_version from source, once, about 6 minutes on 2 cores"
  # no_downloads: it must use the wasm-bindgen and wasm-opt that are pinned here.
  logged cargo-leptos install_crate cargo-leptos "$leptos_version" 0 --features no_downloads
}

# The command must have the very version of the library.
check_wasm_bindgen() {
  local version
  version=$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*/\1/p' Cargo.toml)
  [[ -n $version ]] || version=$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')
  if [[ $(wasm-bindgen --version 2>/dev/null) == "wasm-bindgen $version" ]]; then return; fi
  say "building wasm-bindgen $version from source, once, about 2 minutes on 2 cores"
  logged wasm-bindgen install_crate wasm-bindgen-cli "$version" 1
}

check_node() {
  local least=$1
  if ! { have node && have npm; }; then scripts/install-packages.sh nodejs npm; fi
  local found
  found=$(node --version)
  found=${found#v}
  ((${found%%.*} >= least)) || fail "Node.js $least or later is needed; here is $found. Please install a newer one."
}

# check_npm_packages FOLDER PROGRAM WHAT: installs what the lock file of the folder names; PROGRAM is one of its commands.
check_npm_packages() {
  local modules=$1/node_modules
  if [[ -x $modules/.bin/$2 && ! $1/package-lock.json -nt $modules/.package-lock.json ]]; then return; fi
  say "installing npm packages: $3"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 logged npm npm ci --prefix "$1" --no-audit --no-fund
  touch "$modules/.package-lock.json"
}

check_browser() {
  if [[ -n ${CHROMIUM:-} ]] && ! have "$CHROMIUM"; then fail "CHROMIUM names no program: $CHROMIUM"; fi
  find_chromium >/dev/null || scripts/install-packages.sh chromium
  find_chromium >/dev/null || fail "Please install Chromium or Chrome, or name it: CHROMIUM=/path/to/it make test"
}

# Korean text in screenshots and measured widths; only Linux comes without.
check_fonts() {
  if [[ $(uname) != Linux ]] || compgen -G '/usr/share/fonts/*/noto/*CJK*' >/dev/null; then return; fi
  if have fc-list && [[ -n $(fc-list :lang=ko file) ]]; then return; fi
  scripts/install-packages.sh fonts-noto-cjk
}

case $level in rust | build | test) ;; *) fail "Usage: setup.sh [rust|build|test]" ;; esac

check_rust
check_c_compiler
check_wasm_target
if [[ $level == rust ]]; then exit; fi

check_node "$([[ $level == test ]] && echo 20 || echo 18)"
check_npm_packages . wasm-opt "what the pages are made of, the bundler and wasm-opt (370 MB on the disk)"
check_wasm_bindgen
check_cargo_leptos
if [[ $level == build ]]; then exit; fi

# Reads the PDF files of the tests.
check_pdf_reader() {
  if ! have pdftotext; then scripts/install-packages.sh poppler-utils; fi
  have pdftotext || fail "Please install pdftotext (poppler)."
}

# What tries the API from outside: the sessions of docs/API.md, the official openai package, schemathesis.
check_api_tools() {
  if ! have curl || ! have jq; then scripts/install-packages.sh curl jq; fi
  # shellcheck disable=SC2154 # cache: environment.sh
  local wanted=end2end/api/requirements.txt installed="$cache/python/requirements.txt"
  if cmp -s "$wanted" "$installed"; then return; fi
  python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/install-packages.sh python3 python3-venv
  say "installing the Python packages that try the API (60 MB)"
  rm -rf "$cache/python"
  logged python-venv python3 -m venv "$cache/python"
  logged python-packages "$cache/python/bin/pip" install --quiet --disable-pip-version-check -r "$wanted"
  cp "$wanted" "$installed"
}

# Counts instructions; without it that is left out.
check_valgrind() {
  if [[ $(uname) != Linux ]] || have valgrind; then return; fi
  scripts/install-packages.sh valgrind || say "without valgrind no instructions are counted"
}

check_npm_packages end2end playwright "what tests in a browser, and types of the API (115 MB)"
check_browser
check_fonts
check_valgrind
check_pdf_reader
check_api_tools
