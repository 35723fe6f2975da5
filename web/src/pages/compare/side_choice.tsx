import type { Side } from "../../api/parts";
import { getVersions } from "../../api/live_api";
import { useCallback } from "react";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { loadPersonas } from "../personas/load";
import { VersionOptions } from "./version_options";

/** One side of a comparison: whose journeys, of which version, until when. */
export function SideChoice(props: {
  of: "a" | "b";
  map: string;
  side: Side;
  choose: (side: Side) => void;
}) {
  const t = useText();
  const { format } = useReader();
  const { of, map, side, choose } = props;
  const [personas] = useRemote(loadPersonas);
  const [versions] = useRemote(
    useCallback((signal: AbortSignal) => getVersions(map, signal), [map]),
  );
  const known = personas.state === "ready" ? personas.value : [];
  const named = versions.state === "ready" ? versions.value : [];
  const lost = side.persona !== null && !known.some(({ id }) => id === side.persona);
  const version = named.find((one) => String(one.version) === side.version);
  return (
    <fieldset className={`side side-${of} side-choice`}>
      <legend>
        <span className="side-sign" aria-hidden="true" /> {t(`sides-${of}`)}
      </legend>
      <label className="asking">
        <span className="asked">{t("sides-whose")}</span>
        <select
          value={side.persona ?? ""}
          onChange={(event) => {
            choose({ ...side, persona: event.target.value || null });
          }}
        >
          <option value="">{t("whose-all")}</option>
          {known.map(({ id, found }) => (
            <option key={id} value={id} disabled={found?.persona.rule == null}>
              {found?.persona.name ?? found?.persona.persona ?? id}
              {found?.size.share?.value == null
                ? ""
                : ` · ${format.percent(found.size.share.value)}`}
            </option>
          ))}
          {lost && <option value={side.persona ?? ""}>{side.persona}</option>}
        </select>
      </label>
      <label className="asking">
        <span className="asked">{t("sides-version")}</span>
        <select
          value={side.version ?? ""}
          onChange={(event) => {
            choose({ ...side, version: event.target.value || null });
          }}
        >
          <option value="">{t("sides-now")}</option>
          <VersionOptions versions={named} other={version === undefined ? side.version : null} />
        </select>
      </label>
      <label className="asking">
        <span className="asked">{t("sides-until")}</span>
        <input
          type="date"
          value={side.until?.slice(0, 10) ?? ""}
          onChange={(event) => {
            choose({ ...side, until: event.target.value || null });
          }}
        />
      </label>
      {version !== undefined && side.until !== version.at && (
        <button
          type="button"
          className="button small"
          onClick={() => {
            choose({ ...side, until: version.at });
          }}
        >
          {t("sides-then")}
        </button>
      )}
    </fieldset>
  );
}
