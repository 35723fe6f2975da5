#!/usr/bin/env bash
# From the sample's tables to a map: run.sh DATA_FOLDER OUT_FOLDER, with `wayline` on the path.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: run.sh DATA_FOLDER OUT_FOLDER" >&2; exit 2; }
here="$(cd "$(dirname "$0")" && pwd)"
data="$(cd "$1" && pwd)"
mkdir -p "$2"
out="$(cd "$2" && pwd)"

wayline init "$out/project" --name "Stride, an invented sample"
cd "$out/project"
wayline import events "$data" --mapping "$here/mapping.toml"
wayline import feedback "$data" --mapping "$here/mapping.toml"
wayline draft --name "From first ad to invited friend" --out maps/map.journey.yaml
wayline render maps/map.journey.yaml -o "$out/map.svg"
wayline render maps/map.journey.yaml -o "$out/map.html"
cp maps/map.journey.yaml "$out/map.journey.yaml"
