#!/usr/bin/env bash
# TEI against the schema that each file names, with its pointers; the letter has two faults, and a page shows them.
set -e
cd "$(dirname "$0")"

npx teigram convert texts --out out/tei --quiet
npx teigram validate out/tei --corpus

if npx teigram validate editions --format pretty --format html=out/report.html; then
  echo 'The faults of the letter were not found.' >&2
  exit 1
fi
