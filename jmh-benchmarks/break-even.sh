#!/usr/bin/env bash
# From how much work on each backend is worth its start; prints rows for measured-backends.txt on stdout.
#   jmh-benchmarks/break-even.sh [NAME [SECONDS [POINTS]]]
# (default all kernels, 2.5 processor seconds for the reference, twice that for the others, calls of 512 points)
set -euo pipefail
cd "$(dirname "$0")/.."
settings=$(bin/setup)
eval "$settings"
exec "$JAVA_HOME/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
  -cp "jmh-benchmarks/target/classes:jmh-benchmarks/target/lib/*" dev.stampede.benchmarks.BreakEven "$@"
