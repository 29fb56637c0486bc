#!/usr/bin/env bash
# What the GitHub Action runs: reads its inputs from the environment, one value a line.
set -euo pipefail

lines() { # NAME VALUE: the lines of VALUE as the array NAME, empty ones left out
  local -n into=$1
  into=()
  while IFS= read -r line; do
    if [ -n "$line" ]; then into+=("$line"); fi
  done <<<"$2"
}

lines files "${FILES:-.}"
lines schemas "${SCHEMA:-}"
lines more "${ARGS:-}"

if [ "${CHANGED_ONLY:-false}" = true ]; then
  base=${BASE:-}
  # A new branch has no commit before it; then the last commit is what changed.
  if [ -z "$base" ] || ! git cat-file -e "$base^{commit}" 2>/dev/null; then base=HEAD~1; fi
  if ! git cat-file -e "$base^{commit}" 2>/dev/null; then
    echo "What changed cannot be told: the checkout has no history. Give actions/checkout \"fetch-depth: 0\"." >&2
    exit 2
  fi
  mapfile -d '' -t files < <(git diff --name-only --diff-filter=ACMR -z "$base" HEAD -- "${files[@]}" | grep -z '\.xml$' || true)
  if [ ${#files[@]} -eq 0 ]; then
    echo 'No XML file has changed.'
    exit 0
  fi
fi

call=(validate "${files[@]}" --format github)
for schema in "${schemas[@]}"; do call+=(--schema "$schema"); done
if [ -n "${SARIF:-}" ]; then call+=(--format "sarif=$SARIF"); fi
exec node "$TEIGRAM" "${call[@]}" "${more[@]}"
