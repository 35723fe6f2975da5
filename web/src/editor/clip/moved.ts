import type { Edit, Rec } from "../../doc/edit";
import { moves } from "../acts/move";
import type { Desk } from "../desk";
import { isCard } from "../kinds";
import { cardsAt } from "../layout";
import { childrenOf } from "../new_record";
import { placesAmong } from "../places";
import type { Clip } from "./pieces";

/**
 * Edits that put what was cut out of this map to a column, as the records that they were, with all that was said about them. `null`
 * where it comes from elsewhere or is on the map again: then it is made anew.
 */
export function movedHere(
  desk: Desk,
  clip: Clip,
  target: { column: number; after: string | null },
): { edits: Edit[]; ids: string[] } | null {
  if (clip.cut?.map !== desk.id) return null;
  const records = clip.cut.ids.map((id) => desk.record(id));
  const gone = records.filter(
    (record): record is Rec => record !== undefined && record.gone !== null,
  );
  if (gone.length === 0 || gone.length < records.length) return null;
  const layout = desk.layout();
  const here = layout.columns[target.column];
  const edits: Edit[] = gone.map(({ id }) => ({ edit: "bring_back", id }));
  for (const kind of ["stage", "step"]) {
    const ids = gone.filter((record) => record.kind === kind).map(({ id }) => id);
    if (ids.length === 0) continue;
    const parent = kind === "stage" ? "map" : (here?.stage.id ?? layout.stages.at(-1)?.stage.id);
    if (parent === undefined) return null;
    const siblings = childrenOf(desk.live.snapshot(), parent, kind);
    const beside = kind === "stage" ? here?.stage.id : here?.key;
    const at = siblings.findIndex(({ id }) => id === beside);
    const { ranks, others } = placesAmong(siblings, at < 0 ? siblings.length : at + 1, ids);
    edits.push(...others);
    for (const id of ids) edits.push({ edit: "move", id, parent, rank: ranks.get(id) ?? "V" });
  }
  const steps = layout.columns.flatMap(({ step }) => step?.id ?? []);
  const first = here?.step == null ? 0 : steps.indexOf(here.step.id);
  const byCell = new Map<string, Rec[]>();
  gone.forEach((record, i) => {
    if (!isCard(record)) return;
    const step = steps[first + (clip.pieces[i]?.column ?? 0)];
    if (step === undefined) return;
    const key = `${record.kind} ${step}`;
    byCell.set(key, [...(byCell.get(key) ?? []), record]);
  });
  for (const [key, cards] of byCell) {
    const [kind = "", step = ""] = key.split(" ");
    const cell = cardsAt(layout, kind, step);
    const after = cell.findIndex(({ id }) => id === target.after);
    edits.push(...moves(desk, cards, step, after < 0 ? cell.length : after + 1));
  }
  return { edits, ids: gone.map(({ id }) => id) };
}
