#!/usr/bin/env bash
# Installs system packages (Debian's names) with apt, as root; says what to run where it can't.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
source scripts/progress.sh

install=(apt-get install -y --no-install-recommends "$@")

if ! command -v apt-get >/dev/null; then
  fail "Please install these with this system's package manager (the names are Debian's), then run this again: $*"
fi

as_root=(env DEBIAN_FRONTEND=noninteractive)
if [[ $(id -u) -ne 0 ]]; then
  if ! sudo -n true 2>/dev/null; then
    fail "Packages are missing. Please run this, then try again:
  sudo apt-get update && sudo ${install[*]}"
  fi
  as_root=(sudo -n "${as_root[@]}")
fi

say "installing $* (system packages, once)"
# Stale lists name files that are gone; one broken third-party list must not stop the rest.
logged apt-update "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update || true
logged apt-install "${as_root[@]}" "${install[@]}" -o DPkg::Lock::Timeout=300
