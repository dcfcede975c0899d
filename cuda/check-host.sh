#!/bin/bash
# Runs every kernel on the host under the address and undefined-behaviour sanitizers of g++, once directly and once
# through the driver without a device. Needs g++ only; what reads or writes outside its arrays ends it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
checks=(-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined)

g++ -shared -fPIC "${checks[@]}" -std=c++17 -ffp-contract=off -fvisibility=hidden -Iinclude -Ihost \
    -x c++ src/stampede_kernels.cu host/emulation.cpp -o "$out/libstampede_cuda_host.so"
gcc -shared -fPIC "${checks[@]}" -Iinclude test/fake_driver.c -o "$out/libcuda.so.1" -ldl -lpthread
g++ "${checks[@]}" -std=c++17 -Iinclude test/device_check.cpp -o "$out/device_check" -ldl
printf '\x50\xed\x55\xba' >"$out/stampede_kernels.fatbin"
LD_LIBRARY_PATH=$out FAKE_CUDA_KERNELS=$out/libstampede_cuda_host.so ASAN_OPTIONS=detect_leaks=0 \
    "$out/device_check" "$out" 0 0
