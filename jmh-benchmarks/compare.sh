#!/usr/bin/env bash
# Processor time of each kernel on each backend against the same loop in C, best of rounds that take turns.
#   jmh-benchmarks/compare.sh [INTERFEROGRAMS [POINTS [NAME [BACKEND]]]]      (default 60 20000, all kernels and backends)
set -euo pipefail
cd "$(dirname "$0")/.."
settings=$(bin/setup)
eval "$settings"
exec "$JAVA_HOME/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xmx2g \
  -XX:+UseParallelGC -cp "jmh-benchmarks/target/classes:jmh-benchmarks/target/lib/*" dev.stampede.benchmarks.Comparison "$@"
