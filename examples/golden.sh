#!/usr/bin/env bash
# Compares every stage and the whole chain with the golden sets and prints the result; all margins go to
# target/golden-report.md. Sets whose data are not on this machine are skipped and named.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p target
bin/stampede audit --allow-subset --report target/golden-report.md --format human "$@"
echo "margins of every variable: target/golden-report.md"
