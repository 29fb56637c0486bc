#!/usr/bin/env bash
# A folder of TEI to a package: a bag that any archive takes, and files with metadata for Zenodo. Nothing is sent.
# Title, creators and licence stand in teigram.config.json.
set -e
cd "$(dirname "$0")"

npx teigram convert texts --out out/tei --quiet
npx teigram deposit out/tei --to bag --out out/telegrams.zip
npx teigram deposit verify out/telegrams.zip
npx teigram deposit out/tei --to zenodo --out out/zenodo.zip
