import { useEffect } from "react";
import { Button } from "react-aria-components";
import { forgetMaps } from "../api/all_maps";
import { bringMapBack, getRemovedMaps, type RemovedMap } from "../api/map_acts";
import { useRemote } from "../api/use_remote";
import { useText } from "../i18n/provider";
import { announce } from "../ui/announcer";
import { focusNext, headOfPage } from "../ui/focus";
import { TroubleLine, useDoing } from "./asked";
import { mapsChanged, useMapChanges } from "./map_asks";
import { useSomebody } from "./somebody";

/** The bin of maps: each comes back as it was. Nothing where none was removed. */
export function RemovedMaps() {
  const t = useText();
  const [removed, again] = useRemote(getRemovedMaps);
  const [doing, run] = useDoing();
  const [asSomebody, asking] = useSomebody();
  const changes = useMapChanges();
  useEffect(() => {
    if (changes > 0) again();
  }, [changes, again]);
  const maps = removed.state === "ready" ? removed.value : [];
  const bringBack = ({ id, name }: RemovedMap) => {
    asSomebody(() => {
      void run(() => bringMapBack(id)).then((done) => {
        if (done === null) return;
        announce(t("maps-said-back", { name }));
        forgetMaps();
        mapsChanged();
        focusNext(headOfPage);
      });
    });
  };
  if (maps.length === 0) return null;
  return (
    <details className="more removed-maps">
      <summary>{t("maps-removed", { count: maps.length })}</summary>
      <p className="quiet">{t("maps-removed-help")}</p>
      <TroubleLine trouble={doing.trouble} />
      <ul>
        {maps.map((map) => (
          <li key={map.id}>
            <strong>{map.name}</strong>
            <Button
              className="button small"
              isDisabled={doing.busy}
              aria-label={t("maps-bring-back-one", { name: map.name })}
              onPress={() => {
                bringBack(map);
              }}
            >
              {t("maps-bring-back")}
            </Button>
          </li>
        ))}
      </ul>
      {asking}
    </details>
  );
}
