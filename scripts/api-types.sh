#!/usr/bin/env bash
# Writes the types of our API for TypeScript from its description; api-types.sh --check only looks whether they are those.
set -euo pipefail
source "$(dirname "$0")/environment.sh"

# Of the paths the pages need nothing: they ask for few, by hand.
node -p 'JSON.stringify({ ...require("./src/tests/openapi.json"), paths: {} })' |
  openapi-typescript --root-types --root-types-no-schema-prefix --output src/rest/schemas.d.ts "$@"
