import { useCallback, useEffect, useState } from "react";
import { getMe, type PersonLine } from "../api/live";
import { useRemote } from "../api/use_remote";
import type { LiveMap } from "../doc/live_map";
import { useText } from "../i18n/provider";
import { Loading, Notice, TroubleNotice } from "../pages/trouble";
import { Editor } from "./editor";
import { Join } from "./join";
import "../styles/editor.css";

// The page on which a map is edited: who one is, then the live map, then the editor.

export function EditorPage({ id }: { id: string }) {
  const t = useText();
  const load = useCallback((signal: AbortSignal) => getMe(signal), []);
  const [known, again] = useRemote(load);
  const [joined, setJoined] = useState<PersonLine | null>(null);
  const me = joined ?? (known.state === "ready" ? known.value : null);
  if (me !== null) return <Opened key={`${id} ${me.id}`} id={id} me={me} />;
  if (known.state === "loading") return <Loading text={t("loading")} />;
  if (known.state === "failed") return <TroubleNotice trouble={known.trouble} again={again} />;
  return <Join joined={setJoined} />;
}

function Opened({ id, me }: { id: string; me: PersonLine }) {
  const t = useText();
  const [live, setLive] = useState<LiveMap | "failed" | null>(null);
  useEffect(() => {
    let gone = false;
    let opened: LiveMap | null = null;
    // The document's code is large, and only those who edit need it.
    import("../doc/connect")
      .then(({ openLiveMap }) => openLiveMap(id, me))
      .then(
        (map) => {
          opened = map;
          if (gone) map.close();
          else setLive(map);
        },
        () => {
          if (!gone) setLive("failed");
        },
      );
    return () => {
      gone = true;
      opened?.close();
    };
  }, [id, me]);
  if (live === null) return <Loading text={t("edit-standing-opening")} />;
  if (live === "failed")
    return <Notice title={t("edit-cannot-open")} help={t("trouble-unreachable-help")} />;
  return <WhenThere id={id} live={live} />;
}

/** The editor, once the map is here: from the browser's store, or from the server. */
function WhenThere({ id, live }: { id: string; live: LiveMap }) {
  const t = useText();
  const [, look] = useState(0);
  useEffect(
    () =>
      live.subscribe(() => {
        look((turn) => turn + 1);
      }),
    [live],
  );
  const standing = live.standing();
  if (live.snapshot().records.has("map")) return <Editor id={id} live={live} />;
  if (standing.state === "refused" || standing.state === "outdated")
    return <Notice title={standing.detail} help={standing.help} />;
  if (standing.state === "offline")
    return <Notice title={t("trouble-unreachable")} help={t("trouble-unreachable-help")} />;
  return <Loading text={t("edit-standing-opening")} />;
}
