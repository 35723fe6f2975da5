import { useState } from "react";
import { Button } from "react-aria-components";
import { getData } from "../../api/client";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { Loading, TroubleNotice } from "../trouble";
import type { Making } from "./start_page";

/** A first map discovered from the events. */
export function Draft({ draft, busy }: Making) {
  const t = useText();
  const { format } = useReader();
  const [name, setName] = useState("");
  const [data, again] = useRemote(getData);
  if (data.state === "loading") return <Loading text={t("loading")} />;
  if (data.state === "failed") return <TroubleNotice trouble={data.trouble} again={again} />;
  const { events, journeys, cannot } = data.value;
  const called = name.trim() === "" ? t("start-name-plain") : name.trim();
  return (
    <form
      className="questions"
      onSubmit={(event) => {
        event.preventDefault();
        draft(called);
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
      <label className="asking">
        <span className="asked">{t("start-ask-name")}</span>
        <input
          type="text"
          maxLength={200}
          placeholder={called}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </label>
      <div className="buttons">
        <Button type="submit" className="button primary" isDisabled={busy || events === 0}>
          {t("start-draft")}
        </Button>
      </div>
    </form>
  );
}
