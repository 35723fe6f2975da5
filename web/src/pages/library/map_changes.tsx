import { useState } from "react";
import { Button } from "react-aria-components";
import { forgetMaps } from "../../api/all_maps";
import { getVersion } from "../../api/live_api";
import { postEdits, type MapChange } from "../../api/parts";
import { useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { TroubleLine, useDoing } from "../asked";
import { takingBack, type TakingBack } from "./taking_back";

/** What a change in many maps did or would do to each, with a way back for each that was changed. */
export function MapChanges({ changes }: { changes: readonly MapChange[] }) {
  return (
    <ul className="map-changes">
      {changes.map((change) => (
        <Line key={change.map} change={change} />
      ))}
    </ul>
  );
}

/** Takes back what still fits. */
async function takeBack(change: MapChange): Promise<TakingBack> {
  const { records } = await getVersion(change.map, "now", new AbortController().signal);
  const back = takingBack(change, records);
  if (back.edits.length > 0) await postEdits(change.map, back.edits);
  return back;
}

function Line({ change }: { change: MapChange }) {
  const t = useText();
  const { map, name, state, names, steps, merges, detail } = change;
  const [doing, run] = useDoing();
  const [back, setBack] = useState<TakingBack | null>(null);
  // Nothing could be taken back where all of it was changed since.
  const isBack = back !== null && (back.edits.length > 0 || back.left === 0);
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
        <TroubleLine trouble={doing.trouble} />
      </div>
      {state === "changed" && back === null && (
        <Button
          className="button small"
          isDisabled={doing.busy}
          aria-label={t("shelves-undo-one", { map: name })}
          onPress={() => {
            void run(() => takeBack(change)).then((made) => {
              if (made === null) return;
              forgetMaps();
              setBack(made);
            });
          }}
        >
          {t("shelves-undo")}
        </Button>
      )}
    </li>
  );
}
