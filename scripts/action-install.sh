#!/usr/bin/env bash
# What action.yml runs first: the built package of the action's own version, and the dependencies in package-lock.json. Nothing
# is built, and nothing of a package is run, at the user's.
set -euo pipefail
cd "$(dirname "$0")/.."

# Here, and not where the action runs: a pull request could bring an .npmrc.
npm ci --omit=dev --ignore-scripts --no-audit --no-fund
if [ ! -f dist/cli.js ]; then
  version=$(node -p "require('./package.json').version")
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  # Tests give a package that is not published yet.
  npm pack --silent --ignore-scripts --pack-destination "$folder" "${TEIGRAM_PACKAGE:-teigram@$version}" >/dev/null
  tar -xzf "$folder/teigram-$version.tgz" --strip-components=1 package/dist
fi
