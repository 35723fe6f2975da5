#!/bin/sh
# From the log to a map. DATA_FOLDER holds helpdesk.xes.gz, or a folder `helpdesk` with it;
# OUT_FOLDER becomes the project and gets map.journey.yaml, map.svg and map.html.
set -eu
[ $# -eq 2 ] || { echo "usage: run.sh DATA_FOLDER OUT_FOLDER" >&2; exit 2; }
here=$(dirname "$0") data=$1 out=$2
[ ! -d "$data/helpdesk" ] || data=$data/helpdesk

[ -f "$out/wayline.toml" ] || wayline init "$out" --name "Help desk"
wayline import events "$data/helpdesk.xes.gz" --mapping "$here/mapping.toml" --project "$out"
wayline draft --force --project "$out" --out "$out/maps/helpdesk.journey.yaml"
cp "$out/maps/helpdesk.journey.yaml" "$out/map.journey.yaml"
wayline render "$out/map.journey.yaml" --out "$out/map.svg"
wayline render "$out/map.journey.yaml" --out "$out/map.html"
