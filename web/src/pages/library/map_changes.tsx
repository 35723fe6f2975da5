import { useState } from "react";
import { Button } from "react-aria-components";
import { forgetMaps } from "../../api/all_maps";
import { takeRenamingBack, type BackOnMap, type MapChange } from "../../api/parts";
import { useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import "../../styles/personas.css";
import { TroubleLine, useDoing } from "../asked";

// Said and taken back map by map, so that what cannot be on one keeps no other from it.

/** About so many edits are sent in one request; those of one map always go together. */
const MOST_EDITS = 2000;

/** What a change in many maps did or would do to each, with a way back for each that was changed and for all of them at once. */
export function MapChanges({ changes }: { changes: readonly MapChange[] }) {
  const t = useText();
  const [doing, run] = useDoing();
  const [backs, setBacks] = useState<Readonly<Record<string, BackOnMap>>>({});
  // What could not even be tried can be tried again.
  const isBack = (map: string) => map in backs && backs[map]?.detail == null;
  const standing = changes.filter(({ map, state }) => state === "changed" && !isBack(map));
  const takeBack = (wanted: readonly MapChange[]) => {
    void run(async () => {
      for (const part of together(wanted)) {
        const made = await takeRenamingBack(part);
        forgetMaps();
        setBacks((known) => ({
          ...known,
          ...Object.fromEntries(made.map((back) => [back.map, back])),
        }));
      }
    });
  };
  return (
    <>
      <ul className="map-changes">
        {changes.map((change) => (
          <Line
            key={change.map}
            change={change}
            back={backs[change.map] ?? null}
            busy={doing.busy}
            takeBack={() => {
              takeBack([change]);
            }}
          />
        ))}
      </ul>
      {standing.length > 1 && (
        <Button
          className="button small"
          isDisabled={doing.busy}
          onPress={() => {
            takeBack(standing);
          }}
        >
          {t("shelves-undo-all", { count: standing.length })}
        </Button>
      )}
      <TroubleLine trouble={doing.trouble} />
    </>
  );
}

/** Maps in the order given, as many together as one request is to hold. */
export function together(changes: readonly MapChange[]): MapChange[][] {
  const parts: MapChange[][] = [];
  let edits = 0;
  for (const change of changes) {
    const part = parts.at(-1);
    edits += change.edits.length;
    if (part === undefined || edits > MOST_EDITS) {
      parts.push([change]);
      edits = change.edits.length;
    } else part.push(change);
  }
  return parts;
}

function Line(props: {
  change: MapChange;
  back: BackOnMap | null;
  busy: boolean;
  takeBack: () => void;
}) {
  const t = useText();
  const { change, back, busy, takeBack } = props;
  const { map, name, state, names, steps, merges, detail } = change;
  const why = back?.detail ?? null;
  // Nothing could be taken back where all of it was changed since.
  const isBack = back !== null && why === null && (back.back > 0 || back.left === 0);
  return (
    <li className={state}>
      <div>
        <a href={hrefOf({ page: "map", id: map, view: "edit", key: null })}>{name}</a>{" "}
        <span className="tag">{isBack ? t("shelves-back") : t(`shelves-${state}`)}</span>
        <p className="quiet">
          {[names.join(", "), steps.join(", "), merges ? t("shelves-merges") : "", detail ?? ""]
            .filter((part) => part !== "")
            .join(" · ")}
        </p>
        {back !== null && back.left > 0 && (
          <p role="status">{t("shelves-left", { count: back.left })}</p>
        )}
        {why !== null && (
          <p role="alert" className="bad">
            {t("shelves-not-back", { why })}
          </p>
        )}
      </div>
      {state === "changed" && (back === null || why !== null) && (
        <Button
          className="button small"
          isDisabled={busy}
          aria-label={t("shelves-undo-one", { map: name })}
          onPress={takeBack}
        >
          {t("shelves-undo")}
        </Button>
      )}
    </li>
  );
}
