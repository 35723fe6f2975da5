#!/bin/sh
# From the sample's tables to a map. DATA_FOLDER holds events.csv and feedback.csv, or a folder `sample` with them;
# OUT_FOLDER becomes the project and gets map.journey.yaml, map.svg and map.html.
set -eu
[ $# -eq 2 ] || { echo "usage: run.sh DATA_FOLDER OUT_FOLDER" >&2; exit 2; }
here=$(dirname "$0") data=$1 out=$2
[ ! -d "$data/sample" ] || data=$data/sample

[ -f "$out/wayline.toml" ] || wayline init "$out" --name "Stride, an invented sample"
wayline import events "$data" --mapping "$here/mapping.toml" --project "$out"
wayline import feedback "$data" --mapping "$here/mapping.toml" --project "$out"
wayline draft --force --name "From first ad to invited friend" --project "$out" --out "$out/maps/sample.journey.yaml"
cp "$out/maps/sample.journey.yaml" "$out/map.journey.yaml"
wayline render "$out/map.journey.yaml" --out "$out/map.svg"
wayline render "$out/map.journey.yaml" --out "$out/map.html"
