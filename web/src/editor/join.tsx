import { useState } from "react";
import { Button } from "react-aria-components";
import { joinAs, type PersonLine } from "../api/live_api";
import { useText } from "../i18n/provider";
import "../styles/form.css";
import { COLOUR_NAMES, COLOURS, initials, inkOn } from "./colours";

/** Asks whoever opens a map to edit it for a name and a colour, by which the others know them. */
export function Join({ joined }: { joined: (person: PersonLine) => void }) {
  const t = useText();
  const [name, setName] = useState("");
  const [colour, setColour] = useState<string>(
    () => COLOURS[Math.floor(Math.random() * COLOURS.length)] ?? COLOURS[0],
  );
  const [state, setState] = useState<"asking" | "sent" | "failed">("asking");
  return (
    <form
      className="join form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        setState("sent");
        joinAs(name.trim(), colour).then(joined, () => {
          setState("failed");
        });
      }}
    >
      <h2>{t("edit-join-title")}</h2>
      <p className="quiet">{t("edit-join-help")}</p>
      <label className="field">
        <span>{t("edit-join-name")}</span>
        <input
          autoFocus
          required
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </label>
      <fieldset className="field">
        <legend>{t("edit-join-colour")}</legend>
        <div className="swatches">
          {COLOURS.map((one, i) => (
            <label key={one} className="swatch">
              <input
                type="radio"
                name="colour"
                value={one}
                checked={one === colour}
                aria-label={t(`colour-${COLOUR_NAMES[i] ?? "grey"}`)}
                title={t(`colour-${COLOUR_NAMES[i] ?? "grey"}`)}
                onChange={() => {
                  setColour(one);
                }}
              />
              <span
                className="avatar"
                style={{ background: one, color: inkOn(one) }}
                aria-hidden="true"
              >
                {one === colour ? initials(name.trim() === "" ? "✓" : name) : ""}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {state === "failed" && (
        <p className="bad" role="alert">
          {t("edit-join-failed")}
        </p>
      )}
      <div className="box-foot">
        <Button
          type="submit"
          className="button primary"
          isDisabled={state === "sent" || name.trim() === ""}
        >
          {t("edit-join")}
        </Button>
      </div>
    </form>
  );
}
