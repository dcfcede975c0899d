#!/usr/bin/env bash
# Runs the JMH benchmarks; further arguments go to JMH (for example a name pattern, or -f 1 -i 3).
# Results: jmh-benchmarks/results/<date>-<cpu>-<commit>.json, with the environment beside it; another folder with
# STAMPEDE_BENCH_RESULTS.
set -euo pipefail
cd "$(dirname "$0")/.."
settings=$(bin/setup)
eval "$settings"
cpu=$(grep -m1 'model name' /proc/cpuinfo 2>/dev/null | cut -d: -f2 | tr -cs 'A-Za-z0-9' '-' | sed 's/^-//; s/-$//' || true)
commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
results=${STAMPEDE_BENCH_RESULTS:-jmh-benchmarks/results}
name=$results/$(date +%F)-${cpu:-unknown}-$commit
mkdir -p "$results"
{
  "$JAVA_HOME/bin/java" -version 2>&1
  uname -sm
  grep -m1 'model name' /proc/cpuinfo 2>/dev/null || true
  echo "processors: $(getconf _NPROCESSORS_ONLN)"
  echo "load: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || true)"
  echo "arguments: $*"
} > "$name.txt"
exec "$JAVA_HOME/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
  -cp "jmh-benchmarks/target/classes:jmh-benchmarks/target/lib/*" dev.stampede.benchmarks.Main \
  -rf json -rff "$name.json" "$@"
