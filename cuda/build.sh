#!/bin/bash
# Compiles the kernels into cuda/build: a fat binary for devices with nvcc, a library that emulates them with g++.
# What has no compiler is left out with a line; a compiler that fails fails the build.
#
#   NVCC, CXX       compilers; default nvcc and g++ from PATH
#   STAMPEDE_ARCHS  compute capabilities of the machine code, default "80 90"; the last also comes as PTX
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
nvcc=${NVCC:-nvcc}
cxx=${CXX:-g++}
read -ra archs <<<"${STAMPEDE_ARCHS:-80 90}"
newest=${archs[-1]}
mkdir -p build

newer() { # output: whether it is newer than every source
    [ -f "$1" ] && [ -z "$(find build.sh include src host -newer "$1" -print -quit)" ]
}

if ! command -v "$nvcc" >/dev/null; then
    echo "cuda: no nvcc, kernels for devices left out"
elif ! command -v "$cxx" >/dev/null; then
    echo "cuda: nvcc works with $cxx, which is not here; kernels for devices left out"
elif newer build/stampede_kernels.properties; then
    echo "cuda: build/stampede_kernels.fatbin is up to date"
else
    rm -f build/stampede_kernels.properties
    code=()
    for arch in "${archs[@]}"; do
        code+=(-gencode "arch=compute_$arch,code=sm_$arch")
    done
    code+=(-gencode "arch=compute_$newest,code=compute_$newest")
    "$nvcc" -fatbin -O3 -std=c++17 -fmad=false -Iinclude "${code[@]}" \
        -o build/stampede_kernels.fatbin src/stampede_kernels.cu
    toolkit=$("$nvcc" --version | sed -n 's/.*release \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
    read -r major minor <<<"$toolkit"
    {
        echo "abi=$(sed -n 's/^#define STAMPEDE_CUDA_ABI //p' include/stampede_cuda.h)"
        echo "toolkit=$((major * 1000 + minor * 10))"
        echo "architectures=${archs[*]}"
    } >build/stampede_kernels.properties
    echo "cuda: build/stampede_kernels.fatbin for compute capability ${archs[*]} and PTX $newest"
fi

if ! command -v "$cxx" >/dev/null; then
    echo "cuda: no $cxx, the library that emulates devices left out"
elif newer build/libstampede_cuda_host.so; then
    echo "cuda: build/libstampede_cuda_host.so is up to date"
else
    "$cxx" -shared -fPIC -O2 -std=c++17 -ffp-contract=off -fvisibility=hidden -Wall -Wextra -Wno-unused-function \
        -Iinclude -Ihost -x c++ src/stampede_kernels.cu host/emulation.cpp -o build/libstampede_cuda_host.so.new
    mv build/libstampede_cuda_host.so.new build/libstampede_cuda_host.so
    echo "cuda: build/libstampede_cuda_host.so"
fi
