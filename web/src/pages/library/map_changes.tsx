import { useState } from "react";
import { Button } from "react-aria-components";
import { forgetMaps } from "../../api/all_maps";
import { takeRenamingBack, type BackOnMap, type MapChange } from "../../api/parts";
import { useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { TroubleLine, useDoing } from "../asked";

/** What a change in many maps did or would do to each, with a way back for each that was changed and for all of them at once. */
export function MapChanges({ changes }: { changes: readonly MapChange[] }) {
  const t = useText();
  const [doing, run] = useDoing();
  const [said, setSaid] = useState("");
  const [backs, setBacks] = useState<Readonly<Record<string, BackOnMap>>>({});
  const standing = changes.filter(({ map, state }) => state === "changed" && !(map in backs));
  const takeBack = (wanted: readonly MapChange[]) => {
    void run(() => takeRenamingBack(wanted)).then((made) => {
      if (made === null) return;
      forgetMaps();
      // What could not even be tried can be tried again.
      const tried = made.filter(({ detail }) => detail == null);
      const failed = made.find(({ detail }) => detail != null);
      setSaid(failed?.detail ?? "");
      setBacks((known) => ({
        ...known,
        ...Object.fromEntries(tried.map((back) => [back.map, back])),
      }));
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
      {said !== "" && (
        <p role="alert" className="bad">
          {said}
        </p>
      )}
      <TroubleLine trouble={doing.trouble} />
    </>
  );
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
  // Nothing could be taken back where all of it was changed since.
  const isBack = back !== null && (back.back > 0 || back.left === 0);
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
      </div>
      {state === "changed" && back === null && (
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
