import { useCallback, useEffect, useId, useState, useSyncExternalStore } from "react";
import { Button } from "react-aria-components";
import type { Aside } from "../../doc/asides";
import type { Change } from "../../doc/changes";
import { applyAgain, judge, type Judged } from "../../doc/fitting";
import { useStanding } from "../../doc/use_live_map";
import { useText, useTextOr } from "../../i18n/provider";
import { hrefOf } from "../../route";
import "../../styles/aside.css";
import { CopyButton } from "../../ui/copy_button";
import { SaveButton } from "../../ui/save_button";
import { useDesk, useLayout } from "../desk";
import { DialogBox } from "../dialog/dialog_box";
import { titleOf } from "../kinds";
import { useTime } from "../use_time";
import { ChangeList } from "./change_list";
import { jsonOfChanges, reasonOf, textOfChanges, type Words } from "./change_words";

// What the server did not take, and what it has not got yet: to be read, taken elsewhere, made again or discarded.

export function useWords(): Words {
  const t = useText();
  const textOr = useTextOr();
  return { t, textOr };
}

export function AsidePanel() {
  const t = useText();
  const { live } = useDesk();
  const asides = useSyncExternalStore(live.subscribe, live.asides);
  const unsent = useUnsent();
  const elsewhere = useElsewhere(asides);
  const empty = asides.length === 0 && unsent.length === 0 && elsewhere.length === 0;
  return (
    <>
      <p className="quiet">{empty ? t("edit-aside-empty") : t("edit-aside-help")}</p>
      {asides.map((aside) => (
        <AsideSection key={aside.ids[0]} aside={aside} />
      ))}
      {unsent.length > 0 && <UnsentSection changes={unsent} />}
      {elsewhere.length > 0 && (
        <section className="aside">
          <h3>{t("edit-aside-elsewhere")}</h3>
          <ul>
            {elsewhere.map((id) => (
              <li key={id}>
                <a href={hrefOf({ page: "map", id, view: "edit", key: null })}>{id}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function AsideSection({ aside }: { aside: Aside }) {
  const t = useText();
  const words = useWords();
  const desk = useDesk();
  const layout = useLayout();
  const title = useId();
  const when = useTime(aside.at);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState("");
  const map = titleOf(layout.map) || desk.id;
  const changes = aside.changes ?? [];
  // What was made again from here is on the map, whatever became of it since.
  const [made, setMade] = useState<ReadonlySet<string>>(new Set());
  const judged = judge(changes, desk.live.snapshot()).map((each): Judged =>
    made.has(each.change.key)
      ? { change: each.change, edits: null, unfit: { why: "there" } }
      : each,
  );
  const chosen = judged
    .filter(({ change, unfit }) => unfit === null && !without.has(change.key))
    .map(({ change }) => change);

  const again = () => {
    const { done } = applyAgain(desk.live, chosen);
    const says = t("edit-aside-again-done", { done: done.length, count: changes.length });
    setTold(says);
    desk.say(says);
    // Nothing is left of it that is not on the map.
    const all = new Set([...made, ...done.map(({ key }) => key)]);
    setMade(all);
    if (judged.every(({ change, unfit }) => unfit?.why === "there" || all.has(change.key)))
      void desk.live.discard(aside);
  };
  const why = reasonOf(aside, words);
  const text = textOfChanges([`${map} · ${when}`, why, aside.detail], changes, words);
  const name = `${desk.id}-${new Date(aside.at).toISOString().slice(0, 16).replace(/[:T]/g, "-")}`;
  return (
    <section className="aside" aria-labelledby={title}>
      <h3 id={title}>
        {when} · {map}
      </h3>
      <p className="bad">{why}</p>
      {aside.changes === null && <p>{t("edit-aside-unreadable")}</p>}
      <ChangeList judged={judged} without={without} choose={setWithout} />
      <div className="panel-acts">
        {changes.length > 0 && (
          <Button className="button small" isDisabled={chosen.length === 0} onPress={again}>
            {t("edit-aside-again", { count: chosen.length })}
          </Button>
        )}
        <CopyButton text={text} what={when} />
        <SaveButton
          label={t("edit-aside-save-text")}
          name={`${name}.txt`}
          type="text/plain"
          content={() => text}
        />
        <SaveButton
          label={t("edit-aside-save-json")}
          name={`${name}.json`}
          type="application/json"
          content={() => jsonOfChanges(desk.id, changes, aside)}
        />
        <Button
          className="button small"
          onPress={() => {
            setAsking(true);
          }}
        >
          {t("edit-aside-discard")}
        </Button>
      </div>
      <p role="status" className="quiet">
        {told}
      </p>
      {asking && (
        <DialogBox
          title={t("edit-aside-discard-title")}
          close={() => {
            setAsking(false);
          }}
        >
          <p>{t("edit-aside-discard-text", { count: Math.max(1, changes.length) })}</p>
          <div className="box-foot">
            <Button
              autoFocus
              className="button"
              onPress={() => {
                setAsking(false);
              }}
            >
              {t("edit-aside-keep")}
            </Button>
            <Button
              className="button primary"
              onPress={() => {
                setAsking(false);
                void desk.live.discard(aside);
                desk.say(t("edit-aside-discarded"));
              }}
            >
              {t("edit-aside-discard")}
            </Button>
          </div>
        </DialogBox>
      )}
    </section>
  );
}

/** What is here and not on the server's disk: while an outdated page keeps it, or a browser that keeps nothing. */
function UnsentSection({ changes }: { changes: readonly Change[] }) {
  const t = useText();
  const words = useWords();
  const desk = useDesk();
  const title = useId();
  const text = textOfChanges([desk.id, t("edit-aside-unsent")], changes, words);
  return (
    <section className="aside" aria-labelledby={title}>
      <h3 id={title}>{t("edit-aside-unsent")}</h3>
      <p className="quiet">{t("edit-aside-unsent-help")}</p>
      <ChangeList
        judged={changes.map((change) => ({ change, edits: change.edits, unfit: null }))}
      />
      <div className="panel-acts">
        <CopyButton text={text} what={t("edit-aside-unsent")} />
        <SaveButton
          label={t("edit-aside-save-text")}
          name={`${desk.id}.txt`}
          type="text/plain"
          content={() => text}
        />
        <SaveButton
          label={t("edit-aside-save-json")}
          name={`${desk.id}.json`}
          type="application/json"
          content={() => jsonOfChanges(desk.id, changes)}
        />
      </div>
    </section>
  );
}

const NONE: readonly never[] = [];
/** It takes a while to find, and nobody reads it letter by letter. */
const CALM_MS = 400;

function useUnsent(): readonly Change[] {
  const { live } = useDesk();
  const standing = useStanding(live);
  const waits =
    ["offline", "outdated", "refused"].includes(standing.state) || standing.unsafe !== undefined;
  const waiting = "waiting" in standing ? standing.waiting : 0;
  const [changes, setChanges] = useState<readonly Change[]>(NONE);
  const look = useCallback(() => {
    setChanges(waits && waiting > 0 ? live.unsent() : NONE);
  }, [live, waits, waiting]);
  useEffect(() => {
    const wait = setTimeout(look, CALM_MS);
    return () => {
      clearTimeout(wait);
    };
  }, [look]);
  return waits && waiting > 0 ? changes : NONE;
}

function useElsewhere(asides: readonly Aside[]): readonly string[] {
  const { live } = useDesk();
  const [ids, setIds] = useState<readonly string[]>(NONE);
  useEffect(() => {
    let gone = false;
    void live.asidesElsewhere().then((found) => {
      if (!gone) setIds(found);
    });
    return () => {
      gone = true;
    };
  }, [live, asides]);
  return ids;
}
