#!/bin/bash
# Makes the committed classes of every library listed in libraries.txt, or of those named, and their checksums.
#
#   JEXTRACT=<program> regenerate.sh [library...]
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD
module=$(cd ../../.. && pwd)
project=$(cd "$module/.." && pwd)
jextract=${JEXTRACT:-jextract}
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}

die() {
    echo "make bindings: $*" >&2
    exit 2
}

"$jextract" --version >/dev/null 2>&1 ||
    die "no jextract at '$jextract'; build it from github.com/openjdk/jextract and say make bindings JEXTRACT=<program>"
for wanted in "$@"; do
    grep -q "^$wanted[[:space:]]" libraries.txt || die "libraries.txt has no library '$wanted'"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# maven:group:artifact:version:classifier -> file in the local repository
artifact() {
    local group id version classifier
    IFS=: read -r _ group id version classifier <<<"$1"
    echo "$repository/${group//.//}/$id/$version/$id-$version-$classifier.jar"
}

generate() {
    local library=$1 source=$2 header input
    local package=dev/stampede/bindings/$library/generated
    [ -f "$library.args" ] || die "$library: no list of symbols $here/$library.args"
    grep -q -- "^--target-package ${package//\//.}\$" "$library.args" ||
        die "$library.args must say --target-package ${package//\//.}"
    case $source in
        maven:*)
            input=$(artifact "${source%%!*}")
            [ -f "$input" ] || die "$library: no $input; any Maven build of this project fetches it"
            (mkdir -p "$work/$library.headers" && cd "$work/$library.headers" && jar xf "$input")
            header=$work/$library.headers/${source#*!}
            ;;
        *) input=$project/$source header=$input ;;
    esac
    [ -f "$header" ] || die "$library: no header $header"
    "$jextract" "@$library.args" -I "$(dirname "$header")" --output "$work/$library" "$header"
    # Functions come from the file that was chosen for this library, not from any that happens to be loaded.
    sed -i "s/SymbolLookup\.loaderLookup()/dev.stampede.bindings.NativeSymbols.of(\"$library\")/" \
        "$work/$library/$package"/*.java
    rm -rf "$module/src/main/java/$package"
    mkdir -p "$(dirname "$module/src/main/java/$package")"
    mv "$work/$library/$package" "$module/src/main/java/$package"
    {
        (cd "$module" && sha256sum "src/main/jextract/$library.args" src/main/java/$package/*.java)
        echo "$(sha256sum <"$input" | cut -d' ' -f1)  ${source%%!*}"
    } >"$library.sha256"
    echo "$library: $(cat "$module/src/main/java/$package"/*.java | wc -l) lines from $(basename "$header")"
}

while read -r library source; do
    [ $# -eq 0 ] || [[ " $* " == *" $library "* ]] || continue
    generate "$library" "$source"
done < <(grep -v '^\s*\(#\|$\)' libraries.txt)
