# shellcheck shell=bash
# Sourced by the other scripts: how they tell a person what goes on.

# One line about what happens now.
say() { printf '==> %s\n' "$*"; }

# A sentence for a person, and the end of the script.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Seconds as "3 min 05 s".
minutes() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

# say, with the time since the script began.
stage() { say "[$(minutes "$SECONDS")] $*"; }

# logged NAME COMMAND...: keeps the command's output in a file, and prints it only when the command fails.
logged() {
  # shellcheck disable=SC2154 # logs: environment.sh
  local log="$logs/$1.log" began=$SECONDS
  shift
  mkdir -p "$logs"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    printf 'Failed: %s\nIts output is above and in %s\n' "$*" "$log" >&2
    return 1
  fi
  if ((SECONDS - began >= 10)); then say "done in $(minutes $((SECONDS - began)))"; fi
}

# within SECONDS COMMAND...: at most so long, where the system knows how.
within() { if command -v timeout >/dev/null; then timeout "$@"; else "${@:2}"; fi; }
