#!/usr/bin/env bash
# A page for each text and for each letter of editions/, and an index of them: open out/pages/index.html in a browser.
set -e
cd "$(dirname "$0")"

npx teigram preview texts editions --offline --out out/pages
