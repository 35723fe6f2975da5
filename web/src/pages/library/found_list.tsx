import { useCallback, useMemo } from "react";
import { Button } from "react-aria-components";
import { getFiguresOf } from "../../api/parts";
import { useRemote } from "../../api/use_remote";
import type { Edit, Rec } from "../../doc/edit";
import type { Snapshot } from "../../doc/live_map";
import { between } from "../../doc/rank";
import { newId } from "../../editor/new_record";
import { placesAmong } from "../../editor/places";
import { useText } from "../../i18n/provider";
import "../../styles/personas.css";
import { foundChannels, type FoundChannel } from "./found";
import type { Entry } from "./shelf";

/** Channels that the events of steps name and nobody wrote on the map: where they come from, and a way to write them there. */
export function FoundList(props: {
  id: string;
  snapshot: Snapshot;
  entries: readonly Entry[];
  change: (edits: Edit[], why: string) => void;
}) {
  const t = useText();
  const { id, snapshot, entries, change } = props;
  const [figures] = useRemote(
    useCallback((signal: AbortSignal) => getFiguresOf(id, null, signal), [id]),
  );
  const ready = figures.state === "ready" ? figures.value : null;
  const found = useMemo(() => {
    if (ready === null) return [];
    const written = (key: string) => {
      const record = snapshot.records.get(ready.ids[key] ?? "");
      return (record?.sets.channels ?? []).map(({ item }) => nameIn(snapshot, item));
    };
    return foundChannels(ready.map, ({ key }) => written(key));
  }, [ready, snapshot]);
  if (found.length === 0) return null;
  return (
    <section className="found-channels" aria-labelledby="library-found">
      <h4 id="library-found">{t("library-found")}</h4>
      <p className="quiet">{t("library-found-help")}</p>
      <ul className="shelf touchpoints">
        {found.map((one) => (
          <li key={one.name}>
            <strong>{one.name}</strong>
            <span className="uses">
              <b>{t("library-uses", { count: one.steps.length })}</b>{" "}
              {one.steps.map(({ name }) => name).join(", ")}
            </span>
            <Button
              className="button small"
              aria-label={t("library-write-one", { name: one.name })}
              onPress={() => {
                change(writing(one, entries, snapshot, ready?.ids ?? {}), "why-channels");
              }}
            >
              {t("library-write")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameIn(snapshot: Snapshot, id: string): string {
  return snapshot.records.get(id)?.text.name ?? "";
}

/** Writes a channel into the library, where it is not there yet, and at the steps whose events name it. */
function writing(
  { name, steps }: FoundChannel,
  entries: readonly Entry[],
  snapshot: Snapshot,
  ids: Readonly<Record<string, string>>,
): Edit[] {
  const edits: Edit[] = [];
  let channel = entries.find((entry) => entry.name === name)?.record.id;
  if (channel === undefined) {
    channel = newId();
    const shelf = entries.map(({ record }) => record);
    const { ranks, others } = placesAmong(shelf, shelf.length, [channel]);
    const rank = ranks.get(channel) ?? "V";
    const fields = { name };
    edits.push(...others, {
      edit: "add",
      id: channel,
      kind: "channel",
      parent: "map",
      rank,
      fields,
    });
  }
  for (const step of steps) {
    const record: Rec | undefined = snapshot.records.get(ids[step.key] ?? "");
    if (record === undefined) continue;
    const rank = between(record.sets.channels?.at(-1)?.rank ?? null, null, channel);
    edits.push({ edit: "put", id: record.id, field: "channels", item: channel, rank });
  }
  return edits;
}
