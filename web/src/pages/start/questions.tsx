import { useCallback, useState } from "react";
import { Button } from "react-aria-components";
import { dataIfAny } from "../../api/attributes";
import { getPersonaNames } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import type { Making } from "./start_page";
import { StageStrip } from "./stage_strip";
import {
  firstStages,
  nameOf,
  OCCASIONS,
  startMap,
  type Answers,
  type DataThere,
} from "./start_map";

// The four questions that a first map is made of.

const EMPTY: Answers = { occasion: null, actor: "", goal: "", data: "none", name: "" };
const DATA: DataThere[] = ["here", "elsewhere", "none"];

/** Four questions, and what the map will begin with. */
export function Questions({ make, draft, busy }: Making) {
  const t = useText();
  const { format } = useReader();
  const [answers, setAnswers] = useState(EMPTY);
  const [data] = useRemote(dataIfAny);
  const personas = useRemote(useCallback((signal: AbortSignal) => getPersonaNames(signal), []))[0];
  const say = (part: Partial<Answers>) => {
    setAnswers((answers) => ({ ...answers, ...part }));
  };
  const events = data.state === "ready" ? (data.value?.events ?? 0) : 0;
  const known = personas.state === "ready" ? (personas.value ?? []) : [];
  return (
    <form
      className="questions"
      onSubmit={(event) => {
        event.preventDefault();
        make(startMap(answers, t));
      }}
    >
      <fieldset>
        <legend>{t("start-ask-occasion")}</legend>
        <div className="choices">
          {OCCASIONS.map((occasion) => (
            <label key={occasion} className="choice">
              <input
                type="radio"
                name="occasion"
                checked={answers.occasion === occasion}
                onChange={() => {
                  say({ occasion });
                }}
              />
              <span>
                <strong>{t(`start-occasion-${occasion}`)}</strong>
                <small>{t(`start-occasion-${occasion}-help`)}</small>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="asking">
        <span className="asked">{t("start-ask-actor")}</span>
        <input
          type="text"
          list="start-personas"
          maxLength={200}
          placeholder={t("start-actor-example")}
          value={answers.actor}
          onChange={(event) => {
            say({ actor: event.target.value });
          }}
        />
        <datalist id="start-personas">
          {known.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <label className="asking">
        <span className="asked">{t("start-ask-goal")}</span>
        <input
          type="text"
          maxLength={2000}
          placeholder={t("start-goal-example")}
          value={answers.goal}
          onChange={(event) => {
            say({ goal: event.target.value });
          }}
        />
      </label>
      <fieldset>
        <legend>{t("start-ask-data")}</legend>
        <div className="choices three">
          {DATA.map((there) => (
            <label key={there} className="choice">
              <input
                type="radio"
                name="data"
                checked={answers.data === there}
                disabled={there === "here" && events === 0}
                onChange={() => {
                  say({ data: there });
                }}
              />
              <span>
                <strong>{t(`start-data-${there}`)}</strong>
                <small>
                  {there === "here" && events > 0
                    ? t("start-data-events", { events: format.short(events) })
                    : t(`start-data-${there}-help`)}
                </small>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="asking">
        <span className="asked">{t("start-ask-name")}</span>
        <input
          type="text"
          maxLength={200}
          placeholder={nameOf(answers, t)}
          value={answers.name}
          onChange={(event) => {
            say({ name: event.target.value });
          }}
        />
      </label>
      <h3>{t("start-strip")}</h3>
      <StageStrip stages={firstStages(t)} />
      <p className="quiet">{t("start-strip-help")}</p>
      <div className="buttons">
        <Button type="submit" className="button primary" isDisabled={busy}>
          {t("start-make")}
        </Button>
        {answers.data === "here" && (
          <Button
            className="button"
            isDisabled={busy}
            onPress={() => {
              draft(nameOf(answers, t));
            }}
          >
            {t("start-draft-instead")}
          </Button>
        )}
      </div>
    </form>
  );
}
