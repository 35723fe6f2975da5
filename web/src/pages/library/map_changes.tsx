import { useState } from "react";
import { Button } from "react-aria-components";
import { forgetMaps } from "../../api/all_maps";
import { postEdits, type MapChange } from "../../api/parts";
import { useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { TroubleLine, useDoing } from "../asked";

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

function Line({ change }: { change: MapChange }) {
  const t = useText();
  const { map, name, state, names, steps, merges, detail, undo } = change;
  const [doing, run] = useDoing();
  const [back, setBack] = useState(false);
  return (
    <li className={state}>
      <div>
        <a href={hrefOf({ page: "map", id: map, view: "edit", key: null })}>{name}</a>{" "}
        <span className="tag">{back ? t("shelves-back") : t(`shelves-${state}`)}</span>
        <p className="quiet">
          {[names.join(", "), steps.join(", "), merges ? t("shelves-merges") : "", detail ?? ""]
            .filter((part) => part !== "")
            .join(" · ")}
        </p>
        <TroubleLine trouble={doing.trouble} />
      </div>
      {state === "changed" && !back && (
        <Button
          className="button small"
          isDisabled={doing.busy}
          aria-label={t("shelves-undo-one", { map: name })}
          onPress={() => {
            void run(() => postEdits(map, undo)).then((made) => {
              if (made === null) return;
              forgetMaps();
              setBack(true);
            });
          }}
        >
          {t("shelves-undo")}
        </Button>
      )}
    </li>
  );
}
