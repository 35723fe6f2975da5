#!/bin/sh
# Makes the committed font files again: `sh subset.sh FOLDER_OF_INTER_WOFF2` (npm package inter-ui 4.1.1, folder web/).
# Needs fonttools with brotli (`pip install fonttools brotli`).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
chars="U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+02C6,U+02C7,U+02D8-02DD,U+0300-0304,U+0306-0308,U+030A-030C,U+0327,U+0328,U+0400-045F,U+0462,U+0463,U+0472-0475,U+0490-0493,U+049A,U+049B,U+04A2,U+04A3,U+04AE-04B1,U+04D8,U+04D9,U+04E8,U+04E9,U+1E9E,U+2009-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20AC,U+20B4,U+20BD,U+2116,U+2122,U+2190-2199,U+21BA,U+21BB,U+2212,U+2215,U+221E,U+2248,U+2260,U+2264,U+2265,U+25CB,U+25CF,U+2605,U+2606,U+2713,U+FFFD"
for face in Regular Medium SemiBold Italic; do
  pyftsubset "$1/Inter-$face.woff2" --unicodes="$chars" --layout-features=kern,mark,mkmk,ccmp,locl \
    --no-hinting --name-IDs='*' --notdef-outline --flavor=woff2 --output-file="$here/Inter-$face.woff2"
  python3 -c "import sys; from fontTools.ttLib import TTFont; f = TTFont(sys.argv[1], recalcTimestamp=False); f.flavor = None; f.save(sys.argv[2])" \
    "$here/Inter-$face.woff2" "$here/Inter-$face.ttf"
done
python3 "$here/blank.py" "$here/Blank.ttf"
