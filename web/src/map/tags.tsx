import type { ResolvedMap } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";

/** What kind of map it is, about whom, of when, and what must be known of its data. */
export function Tags({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  const span =
    map.since != null && map.as_of != null
      ? t("tag-span", { from: format.day(map.since), to: format.day(map.as_of) })
      : null;
  const chosen = map.sampling === "outcome_selected";
  return (
    <>
      <span className="tag">{t(`kind-${map.kind}`)}</span>
      {map.actors.map((name) => (
        <span key={name} className="tag">
          {t("tag-persona", { name })}
        </span>
      ))}
      {span !== null && (
        <span className="tag" title={span}>
          {span}
        </span>
      )}
      {map.sampling !== "unknown" && map.sampling !== "all" && (
        <span className={chosen ? "tag warn" : "tag"}>{t(`sampling-${map.sampling}`)}</span>
      )}
      {map.sample === true && <span className="tag warn">{t("sample-project")}</span>}
    </>
  );
}
