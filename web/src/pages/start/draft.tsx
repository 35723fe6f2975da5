import { useState } from "react";
import { dataIfAny } from "../../api/attributes";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { NameAndMake, nameOr } from "./begin";
import type { Making } from "./start_page";

/** A first map discovered from the events. */
export function Draft({ draft, busy }: Making) {
  const t = useText();
  const { format } = useReader();
  const [name, setName] = useState("");
  const [data, again] = useRemote(dataIfAny);
  if (data.state === "loading") return <Loading text={t("loading")} />;
  if (data.state === "failed") return <TroubleNotice trouble={data.trouble} again={again} />;
  if (data.value === null)
    return <Notice title={t("data-none")} help={t("start-draft-no-events")} />;
  const { events, journeys, cannot } = data.value;
  return (
    <form
      className="questions"
      onSubmit={(event) => {
        event.preventDefault();
        draft(nameOr(name, t("start-name-plain")));
      }}
    >
      <p>
        {t("start-draft-from", {
          events: format.whole(events),
          journeys: format.whole(journeys),
        })}{" "}
        {cannot.length > 0 && (
          <a href={hrefOf({ page: "data" })}>{t("start-draft-limits", { count: cannot.length })}</a>
        )}
      </p>
      <NameAndMake
        name={name}
        change={setName}
        otherwise={t("start-name-plain")}
        act={t("start-draft")}
        disabled={busy || events === 0}
      />
    </form>
  );
}
