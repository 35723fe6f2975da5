import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { getBytes, mapPath } from "../../api/ask";
import { getMe, type PersonLine } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { openLiveMap } from "../../doc/connect";
import type { Edit } from "../../doc/edit";
import type { LiveMap, Snapshot } from "../../doc/live_map";
import { Refusal } from "../../doc/refusal";
import { openMapDoc } from "../../doc/map_doc";
import { ROOT } from "../../doc/schema";
import { useSnapshot, useStanding } from "../../doc/use_live_map";
import { newId } from "../../editor/new_record";
import { placesAmong } from "../../editor/places";
import { refusedText } from "../../editor/refused_text";
import { useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import "../../styles/personas.css";
import "../../styles/portfolio.css";
import "../../styles/start.css";
import { useSomebody } from "../somebody";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { FoundList } from "./found_list";
import { clearing, shelfOf, type Sort } from "./shelf";
import { ShelfList } from "./shelf_list";

// Touchpoints and channels: said once, used by many steps.

const SORTS: Sort[] = ["channel", "touchpoint"];

/** What somebody did while they were nobody. */
interface Deed {
  edits: Edit[];
  why: string;
}

/** The library of a map. Anybody reads it; who changes something is asked who they are, and does it on the live document. */
export function LibraryView({ id }: { id: string }) {
  const t = useText();
  const [me, again] = useRemote(getMe);
  const [joined, setJoined] = useState<{ person: PersonLine; deed: Deed } | null>(null);
  const known = me.state === "ready" ? me.value : null;
  const person = joined?.person ?? known;
  const live = useLive(id, person);
  if (me.state === "loading") return <Loading text={t("loading")} />;
  if (me.state === "failed") return <TroubleNotice trouble={me.trouble} again={again} />;
  if (person === null)
    return (
      <ReadLibrary
        id={id}
        joined={(person, deed) => {
          setJoined({ person, deed });
        }}
      />
    );
  if (live === null) return <Loading text={t("loading")} />;
  if (live === "failed") return <TroubleNotice trouble={{ kind: "unreachable" }} again={again} />;
  return <Library live={live} id={id} deed={joined?.deed ?? null} />;
}

/** The library as it is now, for who is nobody. */
function ReadLibrary(props: { id: string; joined: (person: PersonLine, deed: Deed) => void }) {
  const t = useText();
  const { id, joined } = props;
  const [snapshot, again] = useRemote(
    useCallback((signal: AbortSignal) => readRecords(id, signal), [id]),
  );
  const [asSomebody, asking] = useSomebody();
  if (snapshot.state === "loading") return <Loading text={t("loading")} />;
  if (snapshot.state === "failed")
    return <TroubleNotice trouble={snapshot.trouble} again={again} />;
  return (
    <article className="sheet library">
      <Shelves
        id={id}
        snapshot={snapshot.value}
        change={(edits, why) => {
          if (edits.length === 0) return;
          asSomebody((me) => {
            if (me !== null) joined(me, { edits, why });
          });
        }}
      />
      <p className="quiet">{t("library-read")}</p>
      {asking}
    </article>
  );
}

async function readRecords(id: string, signal: AbortSignal): Promise<Snapshot> {
  const whole = await getBytes(mapPath(id, "document"), signal);
  const doc = await openMapDoc([whole]);
  const snapshot = doc.snapshot();
  doc.close();
  return snapshot;
}

function useLive(id: string, me: PersonLine | null): LiveMap | "failed" | null {
  const [live, setLive] = useState<LiveMap | "failed" | null>(null);
  useEffect(() => {
    if (me === null) return;
    let left = false;
    let opened: LiveMap | null = null;
    openLiveMap(id, me).then(
      (live) => {
        if (left) live.close();
        else {
          opened = live;
          setLive(live);
        }
      },
      () => {
        if (!left) setLive("failed");
      },
    );
    return () => {
      left = true;
      opened?.close();
      setLive(null);
    };
  }, [id, me]);
  return live;
}

/** The library itself, of any live map; a deed is done as soon as it can be. */
export function Library(props: { live: LiveMap; id: string; deed?: Deed | null }) {
  const t = useText();
  const { live, id, deed = null } = props;
  const snapshot = useSnapshot(live);
  const standing = useStanding(live);
  const [said, setSaid] = useState("");
  const change = useCallback(
    (edits: Edit[], why: string) => {
      if (edits.length === 0) return;
      try {
        live.dispatch(edits, why);
        setSaid(t("library-done"));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        setSaid(refusedText(error, t));
      }
    },
    [live, t],
  );
  const isThere = snapshot.records.has(ROOT);
  const done = useRef<Deed | null>(null);
  useEffect(() => {
    if (!isThere || deed === null || done.current === deed) return;
    done.current = deed;
    change(deed.edits, deed.why);
  }, [isThere, deed, change]);
  // The map itself comes with the first answer, from the server or from this browser's store.
  if (!isThere)
    return standing.state === "offline" ? (
      <Notice title={t("trouble-unreachable")} help={t("trouble-unreachable-help")} />
    ) : (
      <Loading text={t("loading")} />
    );
  return (
    <article className="sheet library">
      <Shelves id={id} snapshot={snapshot} change={change} />
      <p role="status" className="quiet">
        {said}
      </p>
      {said !== "" && live.canUndo() && (
        <p>
          <Button
            className="button small"
            onPress={() => {
              if (live.undo()) setSaid(t("edit-undone"));
            }}
          >
            {t("cmd-undo")}
          </Button>
        </p>
      )}
    </article>
  );
}

function Shelves(props: {
  id: string;
  snapshot: Snapshot;
  change: (edits: Edit[], why: string) => void;
}) {
  const t = useText();
  const { id, snapshot, change } = props;
  return (
    <>
      <h2>{t("library-title")}</h2>
      <p className="quiet">
        {t("library-help")} <a href={hrefOf({ page: "library" })}>{t("shelves-of-map")}</a>
      </p>
      {SORTS.map((sort) => {
        const entries = shelfOf(snapshot, sort);
        const unused = clearing(entries);
        return (
          <section key={sort} aria-labelledby={`library-${sort}`}>
            <div className="page-head">
              <h3 id={`library-${sort}`}>{t(`library-${sort}s`)}</h3>
              {unused.length > 1 && (
                <Button
                  className="button small"
                  onPress={() => {
                    change(unused, "why-remove");
                  }}
                >
                  {t("library-clear", { count: unused.length })}
                </Button>
              )}
            </div>
            {entries.length === 0 && <p className="quiet">{t(`library-empty-${sort}`)}</p>}
            <ShelfList sort={sort} entries={entries} change={change} />
            {sort === "channel" && (
              <FoundList id={id} snapshot={snapshot} entries={entries} change={change} />
            )}
            <Adding
              sort={sort}
              add={(name) => {
                const id = newId();
                const siblings = entries.map(({ record }) => record);
                const { ranks, others } = placesAmong(siblings, siblings.length, [id]);
                const rank = ranks.get(id) ?? "V";
                const fields = { name };
                change(
                  [...others, { edit: "add", id, kind: sort, parent: "map", rank, fields }],
                  "why-add",
                );
              }}
            />
          </section>
        );
      })}
    </>
  );
}

function Adding({ sort, add }: { sort: Sort; add: (name: string) => void }) {
  const t = useText();
  const [name, setName] = useState("");
  return (
    <form
      className="add-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        add(name.trim());
        setName("");
      }}
    >
      <input
        type="text"
        maxLength={200}
        aria-label={t(`library-new-${sort}`)}
        placeholder={t(`library-new-${sort}`)}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <Button type="submit" className="button" isDisabled={name.trim() === ""}>
        {t("edit-add")}
      </Button>
    </form>
  );
}
