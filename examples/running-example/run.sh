#!/bin/sh
# From the log to a map. DATA_FOLDER holds running-example.xes (or .csv), or a folder `xes` with it;
# OUT_FOLDER becomes the project and gets map.journey.yaml, map.svg and map.html.
set -eu
[ $# -eq 2 ] || { echo "usage: run.sh DATA_FOLDER OUT_FOLDER" >&2; exit 2; }
here=$(dirname "$0") data=$1 out=$2
[ ! -d "$data/xes" ] || data=$data/xes
log=$data/running-example.xes
[ -f "$log" ] || log=$data/running-example.csv

[ -f "$out/wayline.toml" ] || wayline init "$out" --name "Requests for compensation"
wayline import events "$log" --mapping "$here/mapping.toml" --project "$out"
wayline draft --force --project "$out" --out "$out/maps/requests.journey.yaml"
cp "$out/maps/requests.journey.yaml" "$out/map.journey.yaml"
wayline render "$out/map.journey.yaml" --out "$out/map.svg"
wayline render "$out/map.journey.yaml" --out "$out/map.html"
