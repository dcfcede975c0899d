#!/usr/bin/env bash
# The whole chain on a simulated scene: a subsidence bowl and a creeping fault under realistic noise.
#   examples/demo.sh [OUTPUT_FOLDER]        (default demo-output)
# Prints point counts and times per stage and the error against the known truth; draws the velocity map.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-demo-output}
stampede=bin/stampede

# Only a folder this script made is emptied.
if [ -e "$out" ] && [ ! -e "$out/.stampede-demo" ]; then
  echo "demo: $out exists and was not made by this script; name another folder" >&2
  exit 2
fi
rm -rf "$out"
mkdir -p "$out"
touch "$out/.stampede-demo"

echo "== 1. simulate an export with known truth"
"$stampede" synth --preset demo --out "$out/export" --format human

echo "== 2. prepare: calibrate, choose candidates, cut into two patches"
"$stampede" prep snap --dataset "$out/work" --export "$out/export" --range-patches 2 --format human

echo "== 3. stages 1 to 8"
"$stampede" run --dataset "$out/work" --format human

echo "== 4. compare with the truth"
"$stampede" verify --run "$out/work" --truth "$out/export" --format human

echo "== 5. draw"
map=(--colormap diverging --range -25 25 --background amplitude --format human)
"$stampede" plot --dataset "$out/work" --what v --out "$out/velocity.png" "${map[@]}"
"$stampede" plot --dataset "$out/work" --what v-d --out "$out/velocity-minus-dem-error.png" "${map[@]}"
echo "maps: $out/velocity.png $out/velocity-minus-dem-error.png"
