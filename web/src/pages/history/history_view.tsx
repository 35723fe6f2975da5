import { useCallback, useState } from "react";
import { Button } from "react-aria-components";
import { getPast, getVersions, nameVersion, restoreVersion, type Past } from "../../api/live_api";
import { forgetMaps } from "../../api/all_maps";
import { useRemote } from "../../api/use_remote";
import { useText, useTextOr } from "../../i18n/provider";
import { go } from "../../route";
import { focusNext } from "../../ui/focus";
import "../../styles/compare.css";
import "../../styles/history.css";
import "../../styles/portfolio.css";
import "../../styles/start.css";
import { Confirm, TroubleLine, useDoing } from "../asked";
import { useSomebody } from "../somebody";
import { Loading, TroubleNotice } from "../trouble";
import { SessionList } from "./session_list";
import { sessionsOf, wantedOf, type Session, type Wanted } from "./sessions";
import { ThenView } from "./then_view";
import { VersionList } from "./version_list";

/** Most events in one answer; fewer mean that there are none before. */
const PAGE = 200;

/** Who changed what, when and why; and the map as it was. `seen` is the version that is looked at. */
export function HistoryView({ id, seen }: { id: string; seen: string | null }) {
  const t = useText();
  const [versions, versionsAgain] = useRemote(
    useCallback((signal: AbortSignal) => getVersions(id, signal), [id]),
  );
  const [doing, run] = useDoing();
  const [asSomebody, asking] = useSomebody();
  const [restoring, setRestoring] = useState<string | null>(null);
  const [naming, setNaming] = useState<{ seq: number | null } | null>(null);
  const [done, setDone] = useState("");
  /** The version that holds the map as it was before the last restore. */
  const [before, setBefore] = useState<string | null>(null);
  const name = (words: string) => {
    const seq = naming?.seq ?? undefined;
    asSomebody(() => {
      void run(() => nameVersion(id, words, seq)).then((made) => {
        if (made === null) return;
        setNaming(null);
        setBefore(null);
        setDone(t("history-named", { name: made.name }));
        versionsAgain();
        focusNext(nameNow);
      });
    });
  };
  const restore = (version: string) => {
    asSomebody(() => {
      void run(() => restoreVersion(id, version)).then((restored) => {
        if (restored === null) return;
        forgetMaps();
        setDone(t("history-restored", { version: restored.before }));
        setBefore(String(restored.before));
        versionsAgain();
        focusNext(takeBack);
        go({ page: "map", id, view: "history", key: null }, "replace");
      });
    });
  };
  const nameOf = (version: string) => {
    const known =
      versions.state === "ready"
        ? versions.value.find((one) => String(one.version) === version)
        : undefined;
    const seq = /^seq-(\d+)$/.exec(version)?.[1];
    if (known === undefined) return seq === undefined ? version : t("history-after", { seq });
    return known.made === "before_restore" ? t("history-before-restore") : known.name;
  };
  return (
    <article className="sheet history">
      <h2>{t("history-title")}</h2>
      <p role="status" className="said-done">
        {done}
      </p>
      {before !== null && (
        <Button
          className="button small"
          data-take-back=""
          isDisabled={doing.busy}
          onPress={() => {
            restore(before);
          }}
        >
          {t("history-take-back")}
        </Button>
      )}
      <TroubleLine trouble={doing.trouble} />
      {seen !== null && (
        <ThenView
          id={id}
          version={seen}
          name={nameOf(seen)}
          restore={() => {
            setRestoring(seen);
          }}
        />
      )}
      <section aria-labelledby="versions">
        <div className="page-head">
          <h3 id="versions">{t("history-versions")}</h3>
          <Button
            className="button primary"
            data-name-now=""
            onPress={() => {
              setNaming({ seq: null });
            }}
          >
            {t("history-name-now")}
          </Button>
        </div>
        {naming !== null && (
          <NameForm
            key={naming.seq}
            seq={naming.seq}
            busy={doing.busy}
            name={name}
            close={() => {
              setNaming(null);
            }}
          />
        )}
        {versions.state === "loading" && <Loading text={t("loading")} />}
        {versions.state === "failed" && (
          <TroubleNotice trouble={versions.trouble} again={versionsAgain} />
        )}
        {versions.state === "ready" && (
          <VersionList id={id} versions={versions.value} restore={setRestoring} />
        )}
      </section>
      <Events
        id={id}
        done={done}
        name={(seq) => {
          setNaming({ seq });
        }}
      />
      {restoring !== null && (
        <Confirm
          title={t("history-restore-title", { name: nameOf(restoring) })}
          text={t("history-restore-text")}
          yes={t("history-restore")}
          act={() => {
            restore(restoring);
          }}
          close={() => {
            setRestoring(null);
          }}
        />
      )}
      {asking}
    </article>
  );
}

/** What stays where it is, whatever is named or brought back. */
function nameNow(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".history [data-name-now]");
}

/** What takes the restore back that was just made. */
function takeBack(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".history [data-take-back]") ?? nameNow();
}

function NameForm(props: {
  seq: number | null;
  busy: boolean;
  name: (words: string) => void;
  close: () => void;
}) {
  const t = useText();
  const [words, setWords] = useState("");
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== "") props.name(words.trim());
      }}
    >
      <label className="asking">
        <span className="asked">
          {props.seq === null
            ? t("history-name-label")
            : t("history-name-label-then", { seq: props.seq })}
        </span>
        <input
          type="text"
          autoFocus
          maxLength={200}
          placeholder={t("history-name-example")}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
          }}
        />
      </label>
      <div className="buttons">
        <Button
          type="submit"
          className="button primary"
          isDisabled={props.busy || words.trim() === ""}
        >
          {t("history-name-it")}
        </Button>
        <Button className="button" onPress={props.close}>
          {t("pages-cancel")}
        </Button>
      </div>
    </form>
  );
}

/** The events, a page at a time. They are asked for again after something was done. */
function Events(props: { id: string; done: string; name: (seq: number) => void }) {
  const t = useText();
  const { id, done } = props;
  // eslint-disable-next-line react-hooks/exhaustive-deps -- what was done makes the list anew
  const load = useCallback((signal: AbortSignal) => getPast(id, null, signal), [id, done]);
  const [newest, again] = useRemote(load);
  const [more, setMore] = useState<{ after: unknown; past: Past; last: boolean }>({
    after: null,
    past: NOTHING,
    last: false,
  });
  const [doing, run] = useDoing();
  const [wanted, setWanted] = useState<Wanted>(EVERYTHING);
  if (newest.state === "loading") return <Loading text={t("loading")} />;
  if (newest.state === "failed") return <TroubleNotice trouble={newest.trouble} again={again} />;
  const older = more.after === newest.value ? more : { past: NOTHING, last: false };
  const events = [...newest.value.history, ...older.past.history];
  const declined = [...newest.value.declined, ...older.past.declined];
  const oldest = events.at(-1);
  const whole = older.last || newest.value.history.length < PAGE;
  const sessions = sessionsOf(events, declined);
  const shown = wantedOf(sessions, wanted);
  return (
    <section aria-labelledby="events">
      <div className="page-head">
        <h3 id="events">{t("history-events")}</h3>
        <Filter sessions={sessions} wanted={wanted} want={setWanted} />
      </div>
      {sessions.length === 0 && <p className="quiet">{t("history-no-events")}</p>}
      <p role="status" className="quiet">
        {shown.length < sessions.length &&
          t("history-shown", { count: shown.length, of: sessions.length })}
      </p>
      <SessionList id={id} sessions={shown} name={props.name} />
      {!whole && oldest !== undefined && (
        <Button
          className="button"
          isDisabled={doing.busy}
          onPress={() => {
            void run(() => getPast(id, oldest.seq, new AbortController().signal)).then((before) => {
              if (before !== null)
                setMore({
                  after: newest.value,
                  past: {
                    history: [...older.past.history, ...before.history],
                    declined: [...older.past.declined, ...before.declined],
                  },
                  last: before.history.length < PAGE,
                });
            });
          }}
        >
          {t("history-before")}
        </Button>
      )}
      <TroubleLine trouble={doing.trouble} />
    </section>
  );
}

const NOTHING: Past = { history: [], declined: [] };

const EVERYTHING: Wanted = { who: null, kind: null };

/** Whose changes are shown, and of what. */
function Filter(props: {
  sessions: readonly Session[];
  wanted: Wanted;
  want: (wanted: Wanted) => void;
}) {
  const t = useText();
  const textOr = useTextOr();
  const { sessions, wanted, want } = props;
  const people = new Map(
    sessions.map(({ by }) => [by?.id ?? "file", by?.name ?? t("pages-file")] as const),
  );
  const kinds = new Set(sessions.flatMap(({ touched }) => touched.map(({ kind }) => kind)));
  if (sessions.length < 2) return null;
  return (
    <div className="history-filter">
      <label>
        {t("history-filter-who")}
        <select
          value={wanted.who ?? ""}
          onChange={(event) => {
            want({ ...wanted, who: event.target.value || null });
          }}
        >
          <option value="">{t("history-everybody")}</option>
          {[...people].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("history-filter-what")}
        <select
          value={wanted.kind ?? ""}
          onChange={(event) => {
            want({ ...wanted, kind: event.target.value || null });
          }}
        >
          <option value="">{t("history-everything")}</option>
          {[...kinds]
            .filter((kind) => kind !== "")
            .map((kind) => (
              <option key={kind} value={kind}>
                {textOr(`edit-kind-${kind}`, kind)}
              </option>
            ))}
        </select>
      </label>
    </div>
  );
}
