#!/bin/bash
# Everything that only a machine with an NVIDIA device can show, in one go; keeps what it prints.
#
#   cuda/check-device.sh [folder for results]      default: cuda/build/device-<date>
#
# Needs the driver. With nvcc and g++ the kernels are compiled here, else cuda/build must hold them. In this order:
#   1. every kernel on the device against the same kernel on the host, and its time         device-check.txt
#   2. the same under compute-sanitizer: memory, races, uninitialised reads (if installed)  sanitizer-*.txt
#   3. with Java 25 and Maven: the contract tests of all families, the device among the backends   tests.txt
#   4. the benchmarks of these families on `cuda` and its rivals, which the table of `auto` is made from
# DEVICE chooses the device (0); SKIP_JAVA=1 leaves out steps 3 and 4, SKIP_SANITIZER=1 step 2.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=${1:-cuda/build/device-$(date +%Y-%m-%d-%H%M)}
mkdir -p "$results"
device=${DEVICE:-0}
failed=0

step() { # name, file, command...
    local name=$1 file=$results/$2
    shift 2
    echo "== $name"
    if "$@" >"$file" 2>&1; then
        tail -n 3 "$file"
    else
        failed=1
        tail -n 20 "$file"
        echo "== $name FAILED, see $file"
    fi
}

{
    date
    uname -a
    nvidia-smi 2>&1
    nvcc --version 2>&1 | tail -n 2
    git rev-parse HEAD 2>/dev/null
} >"$results/machine.txt"
grep -m1 -i 'driver version' "$results/machine.txt" || true

step "compiling" build.txt cuda/build.sh
if command -v g++ >/dev/null; then
    step "compiling the check" build-check.txt \
        g++ -O2 -std=c++17 -Icuda/include cuda/test/device_check.cpp -o cuda/build/device_check -ldl
fi
step "kernels against the host" device-check.txt cuda/build/device_check cuda/build "$device" 20
if [ -z "${SKIP_SANITIZER:-}" ] && command -v compute-sanitizer >/dev/null; then
    for tool in memcheck racecheck initcheck synccheck; do
        step "compute-sanitizer $tool" "sanitizer-$tool.txt" \
            compute-sanitizer --tool "$tool" --error-exitcode 9 cuda/build/device_check cuda/build "$device" 0
    done
fi

if [ -z "${SKIP_JAVA:-}" ]; then
    if settings=$(bin/setup 2>"$results/setup.txt"); then
        eval "$settings"
        export JAVA_HOME
        families='TopofitTest,RowInvariantTest,CoherenceHistogramTest,ClapFilterTest,EdgeNoiseTest,EdgePhasorNoiseTest'
        families+=',ArcSmoothingTest,SclaTest,PlaneCombinationTest,SpatialGaussianTest,GridAccumulateTest,HostEmulationTest'
        step "contract tests" tests.txt "$MVN" -B -ntp -pl bindings,engine -Dtest="$families" \
            -Dsurefire.failIfNoSpecifiedTests=false test
        step "packaging" package.txt "$MVN" -B -ntp -q -DskipTests package
        step "backends" backends.txt bin/stampede describe-backends
        kernels='(Topofit|TopofitRowInvariant|CoherenceRowInvariant|ClapGridFilter|ClapCellFilter|EdgeNoise'
        kernels+='|ArcSmoothing|Scla|EdgeHighPass|SpatialGaussian|GridAccumulate|CoherenceCount)Benchmark'
        step "benchmarks" benchmarks.txt jmh-benchmarks/run.sh -f 1 -wi 3 -i 5 "$kernels"
        cp jmh-benchmarks/results/*.json "$results" 2>/dev/null
    else
        echo "== no Java 25: contract tests and benchmarks left out"
    fi
fi
echo "results: $results"
exit "$failed"
