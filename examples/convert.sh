#!/usr/bin/env bash
# Texts to TEI: each file of texts/ becomes one in out/tei/, with the schema beside it.
set -e
cd "$(dirname "$0")"

npx teigram convert texts --out out/tei --stats
