import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import type { PersonLine } from "../api/live_api";
import { openEarly } from "../doc/early_map";
import { openKept } from "../doc/kept_open";
import type { LiveMap, Standing } from "../doc/live_map";
import { useText, useTextOr } from "../i18n/provider";
import { keepPictures, painted, pictureOf } from "./early_picture";
import { keepPage } from "../offline/keep_page";
import { Loading, Notice, TroubleNotice } from "../pages/trouble";
import { focusNext } from "../ui/focus";
import { KeptSince } from "../ui/kept_since";
import { Editor } from "./editor";
import { Join } from "./join";
import { GoOnAs, JoinAgain } from "./join_again";
import { useMe } from "./use_me";
import "../styles/aside.css";
import "../styles/editor.css";

// The page on which a map is edited: who one is, then the live map, then the editor.

/** The document's code is large, and only those who edit need it; it is on its way while the server is asked who they are. */
const connecting = import("../doc/connect");

export function EditorPage({ id, lead }: { id: string; lead?: ReactNode }) {
  const t = useText();
  const [known, again] = useMe();
  const [joined, setJoined] = useState<PersonLine | null>(null);
  const me = joined ?? (known.state === "ready" ? known.value.person : null);
  const asOf = known.state === "ready" ? known.value.asOf : null;
  const before = useMemo(
    () =>
      asOf === null ? (
        lead
      ) : (
        <>
          {lead}
          <KeptSince at={asOf} />
        </>
      ),
    [lead, asOf],
  );
  if (me !== null)
    return (
      <GoOnAs value={setJoined}>
        <Opened key={`${id} ${me.id}`} id={id} me={me} lead={before} />
      </GoOnAs>
    );
  return (
    <>
      {lead}
      {known.state === "loading" ? (
        <Loading text={t("loading")} />
      ) : known.state === "failed" ? (
        <TroubleNotice trouble={known.trouble} again={again} />
      ) : (
        <Join
          joined={(person) => {
            setJoined(person);
            focusNext(() => document.querySelector<HTMLElement>('[data-spot][tabindex="0"]'));
          }}
        />
      )}
    </>
  );
}

/** The map, to be looked at as it was seen last until its document is here. */
function openedEarly(id: string, me: PersonLine): Promise<LiveMap> {
  const picture = pictureOf(id, me.id);
  const map = openEarly({
    me,
    picture,
    painted,
    open: async (beginning) => {
      const { openLiveMap } = await connecting;
      return openLiveMap(id, me, undefined, beginning);
    },
  });
  map.then(
    (live) => {
      keepPictures(id, live);
    },
    () => undefined,
  );
  return map;
}

/** `lead` stands before the editor's own bar: the way to the other views of the map. */
function Opened({ id, me, lead }: { id: string; me: PersonLine; lead: ReactNode }) {
  const t = useText();
  const [live, setLive] = useState<LiveMap | "failed" | null>(null);
  useEffect(() => {
    let gone = false;
    let opened: LiveMap | null = null;
    openKept(`${me.id} ${id}`, () => openedEarly(id, me))
      .then((map) => {
        opened = map;
        if (!gone) setLive(map);
        return map.opened;
      })
      // What is kept for later does not stand in the way of what is to be seen now.
      .then(painted)
      .then(keepPage)
      .catch(() => {
        if (!gone) setLive("failed");
      });
    return () => {
      gone = true;
      // It stays open; one is at no card of it any more.
      opened?.here({});
    };
  }, [id, me]);
  if (live !== null && live !== "failed") return <WhenThere id={id} live={live} lead={lead} />;
  return (
    <>
      {lead}
      {live === null ? (
        <Loading text={t("edit-standing-opening")} />
      ) : (
        <Notice title={t("edit-cannot-open")} help={t("trouble-unreachable-help")} />
      )}
    </>
  );
}

/** The editor, once the map is here: from the browser's store, or from the server. */
function WhenThere({ id, live, lead }: { id: string; live: LiveMap; lead: ReactNode }) {
  const t = useText();
  // What is told here changes seldom: a letter that is written draws nothing of this anew.
  const there = useSyncExternalStore(live.subscribe, () => live.snapshot().records.has("map"));
  const standing = useSyncExternalStore(live.subscribe, () => live.standing());
  const editor = useMemo(() => <Editor id={id} live={live} lead={lead} />, [id, live, lead]);
  if (there) return editor;
  const why =
    standing.state === "refused" ? (
      <Unwelcome standing={standing} me={live.me} />
    ) : standing.state === "outdated" ? (
      <Notice
        title={t("edit-standing-outdated", { count: standing.waiting })}
        help={t("edit-outdated-help")}
      />
    ) : standing.state === "offline" ? (
      <Notice title={t("trouble-unreachable")} help={t("trouble-unreachable-help")} />
    ) : (
      <Loading text={t("edit-standing-opening")} />
    );
  return (
    <>
      {lead}
      {why}
    </>
  );
}

/** Why the server does not let this page have the map, and what can be done. */
function Unwelcome({
  standing,
  me,
}: {
  standing: Standing & { state: "refused" };
  me: PersonLine;
}) {
  const textOr = useTextOr();
  const { code, detail, help } = standing;
  return (
    <Notice
      title={textOr(`edit-unwelcome-${code}`, detail)}
      help={textOr(`edit-unwelcome-${code}-help`, help)}
    >
      {code === "nobody" && <JoinAgain was={me} />}
    </Notice>
  );
}
