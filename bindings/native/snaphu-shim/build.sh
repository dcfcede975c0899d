#!/bin/bash
# Compiles a user's own snaphu sources and the shim beside this script into one shared library.
#
#   build.sh <folder of the sources> <library to write>
#
# Without sources ("" as the folder), fetches the Debian source package of snaphu (section non-free). The sources are
# compiled as they are and none of them is copied. CC and CFLAGS are honoured.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sources=${1:-}
library=${2:?library to write}

die() {
    echo "make snaphu: $*" >&2
    exit 2
}

command -v "${CC:-cc}" >/dev/null || die "no C compiler '${CC:-cc}'"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "$sources" ]; then
    command -v apt-get >/dev/null ||
        die "say where your snaphu sources are: make snaphu SNAPHU_SRC=<folder that holds snaphu.c or src/snaphu.c>"
    (cd "$work" && apt-get source snaphu >apt.log 2>&1) || {
        tail -n 3 "$work/apt.log" >&2
        die "apt-get source snaphu failed; enable deb-src for the section non-free, or unpack the sources yourself and" \
            "say make snaphu SNAPHU_SRC=<folder>"
    }
    sources=$(ls -d "$work"/snaphu-*/ | head -n 1)
fi
[ -f "$sources/snaphu.c" ] || sources=$sources/src
for unit in snaphu snaphu_solver snaphu_io snaphu_util snaphu_cost snaphu_tile; do
    [ -f "$sources/$unit.c" ] || die "no $unit.c in $sources; snaphu 2.0.5 to 2.0.7 are known to work"
done

# NO_CS2 leaves out the minimum-cost-flow code of another author, which stage 6 never uses. Fortified headers would go
# round the redirected functions.
flags=(-std=gnu11 -O3 -fPIC -fvisibility=hidden -U_FORTIFY_SOURCE -DNO_CS2 -I "$here" -I "$sources")
read -ra more <<<"${CFLAGS:-}"
for unit in snaphu_solver snaphu_io snaphu_util snaphu_cost snaphu_tile; do
    "${CC:-cc}" "${flags[@]}" -w -include "$here/redirect.h" ${more[@]+"${more[@]}"} \
        -c "$sources/$unit.c" -o "$work/$unit.o"
done
"${CC:-cc}" "${flags[@]}" -w ${more[@]+"${more[@]}"} -c "$here/driver.c" -o "$work/driver.o"
"${CC:-cc}" "${flags[@]}" -Wall -Wextra -Werror ${more[@]+"${more[@]}"} -c "$here/host.c" -o "$work/host.o"
mkdir -p "$(dirname "$library")"
"${CC:-cc}" -shared ${more[@]+"${more[@]}"} -o "$work/library" "$work"/*.o -lm
mv "$work/library" "$library"
