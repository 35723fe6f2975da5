#!/bin/sh
# From the marketplace's wide tables to a map. DATA_FOLDER holds the olist_*.csv.gz files, or a folder `olist` with them;
# OUT_FOLDER becomes the project and gets map.journey.yaml, map.svg and map.html.
set -eu
[ $# -eq 2 ] || { echo "usage: run.sh DATA_FOLDER OUT_FOLDER" >&2; exit 2; }
here=$(dirname "$0") data=$1 out=$2
[ ! -d "$data/olist" ] || data=$data/olist

[ -f "$out/wayline.toml" ] || wayline init "$out" --name "Olist" --time-zone America/Sao_Paulo --currency BRL
wayline import events "$data" --mapping "$here/mapping.toml" --project "$out"
wayline import feedback "$data" --mapping "$here/mapping.toml" --project "$out"
wayline draft --force --project "$out" --out "$out/maps/olist.journey.yaml"
cp "$out/maps/olist.journey.yaml" "$out/map.journey.yaml"
wayline render "$out/map.journey.yaml" --out "$out/map.svg"
wayline render "$out/map.journey.yaml" --out "$out/map.html"
