import type { Edit, Fields, Rec, Value } from "../../doc/edit";
import type { Snapshot } from "../../doc/live_map";
import { fieldOf, kindOf } from "../../doc/schema";
import type { Desk } from "../desk";
import { isCard, titleOf } from "../kinds";
import { cardsAt, type Layout } from "../layout";
import { childrenOf, idFor, newId } from "../new_record";
import { placesAmong } from "../places";
import { idsFor, makeCards } from "../acts/cards";

// What is copied: records without their ids, so that they can be put anywhere, into other maps as well.

export interface Piece {
  kind: string;
  text: Record<string, string>;
  values: Record<string, Value>;
  sets: Record<string, string[]>;
  inside: Piece[];
  /** How many columns after the first one that was copied. */
  column: number;
}

export interface Clip {
  wayline: 1;
  pieces: Piece[];
  /** Names of touchpoints and channels, which another map knows under other ids. */
  names: Record<string, { kind: string; name: string }>;
  /** Where the pieces were cut out of, and which records they were: there they are moved, not made anew. */
  cut?: { map: string; ids: readonly string[] };
}

export function clipOf(snapshot: Snapshot, layout: Layout, ids: readonly string[]): Clip {
  const columnOf = (id: string): number =>
    layout.columns.findIndex(({ key, stage }) => key === layout.stepOf.get(id) || stage.id === id);
  const records = ids.flatMap((id) => layout.alive.get(id) ?? []);
  const first = Math.min(...records.map(({ id }) => columnOf(id)));
  const names: Clip["names"] = {};
  const pieces = records.map((record) =>
    pieceOf(snapshot, layout, record, columnOf(record.id) - first, names),
  );
  return { wayline: 1, pieces, names };
}

function pieceOf(
  snapshot: Snapshot,
  layout: Layout,
  record: Rec,
  column: number,
  names: Clip["names"],
): Piece {
  const sets: Piece["sets"] = {};
  for (const [field, items] of Object.entries(record.sets)) {
    sets[field] = items.map(({ item }) => item);
    if (fieldOf(record.kind, field)?.to !== undefined)
      for (const { item } of items) {
        const known = layout.library.get(item);
        if (known !== undefined) names[item] = { kind: known.kind, name: titleOf(known) };
      }
  }
  return {
    kind: record.kind,
    text: { ...record.text },
    values: { ...record.values },
    sets,
    inside: snapshot
      .children(record.id)
      .filter((child) => kindOf(child.kind)?.talk !== true)
      .map((child) => pieceOf(snapshot, layout, child, 0, names)),
    column,
  };
}

/** Reads what was copied; `null` for anything else. */
export function readClip(text: string): Clip | null {
  try {
    const read = JSON.parse(text) as Partial<Clip>;
    return Array.isArray(read.pieces) ? (read as Clip) : null;
  } catch {
    return null;
  }
}

/** Edits that put a clip at a column, cards before the card at `index` of their cells. */
export function pasteEdits(
  desk: Desk,
  clip: Clip,
  target: { column: number; after: string | null },
): { edits: Edit[]; ids: string[] } {
  const layout = desk.layout();
  const snapshot = desk.live.snapshot();
  const edits: Edit[] = [];
  const ids: string[] = [];
  const library = new Map<string, string>();
  const known = (item: string): string => {
    const named = clip.names[item];
    if (named === undefined || layout.library.has(item)) return item;
    const there = [...layout.library.values()].find(
      (one) => one.kind === named.kind && titleOf(one) === named.name,
    );
    const id = there?.id ?? library.get(item) ?? newId();
    if (there === undefined && !library.has(item)) {
      const siblings = childrenOf(snapshot, "map", named.kind);
      const { ranks } = placesAmong(siblings, siblings.length, [id]);
      library.set(item, id);
      edits.push({
        edit: "add",
        id,
        kind: named.kind,
        parent: "map",
        rank: ranks.get(id) ?? "V",
        fields: { name: named.name },
      });
    }
    return id;
  };
  const fieldsIn = (piece: Piece): Fields => {
    const fields: Fields = {};
    for (const [field, text] of Object.entries(piece.text)) if (text !== "") fields[field] = text;
    for (const [field, value] of Object.entries(piece.values))
      // Names by which a file calls a step stand for one step only.
      if (!(piece.kind === "step" && field === "id")) fields[field] = value;
    for (const [field, items] of Object.entries(piece.sets))
      fields[field] =
        fieldOf(piece.kind, field)?.to === undefined ? items : items.map((item) => known(item));
    return fields;
  };
  const fill = (pieces: readonly Piece[], parent: string): void => {
    const own = pieces.findIndex(({ kind }) => kind === "action");
    const made = pieces.map((_, i) => (i === own ? idFor(snapshot, parent, "action") : newId()));
    const { ranks } = placesAmong([], 0, made);
    pieces.forEach((piece, i) => {
      const id = made[i] ?? newId();
      const rank = ranks.get(id) ?? "V";
      edits.push({ edit: "add", id, kind: piece.kind, parent, rank, fields: fieldsIn(piece) });
      fill(piece.inside, id);
    });
  };

  for (const kind of ["stage", "step"]) {
    const pieces = clip.pieces.filter((piece) => piece.kind === kind);
    if (pieces.length === 0) continue;
    const here = layout.columns[target.column];
    const parent = kind === "stage" ? "map" : (here?.stage.id ?? layout.stages.at(-1)?.stage.id);
    if (parent === undefined) continue;
    const siblings = childrenOf(snapshot, parent, kind);
    const beside = kind === "stage" ? here?.stage.id : here?.key;
    const at = siblings.findIndex(({ id }) => id === beside);
    const made = pieces.map(() => newId());
    const { ranks, others } = placesAmong(siblings, at < 0 ? siblings.length : at + 1, made);
    edits.push(...others);
    pieces.forEach((piece, i) => {
      const id = made[i] ?? newId();
      const rank = ranks.get(id) ?? "V";
      edits.push({ edit: "add", id, kind, parent, rank, fields: fieldsIn(piece) });
      ids.push(id);
      fill(piece.inside, id);
    });
  }
  const steps = layout.columns.flatMap(({ step }) => step?.id ?? []);
  const here = layout.columns[target.column]?.step?.id;
  const byCell = new Map<string, Piece[]>();
  for (const piece of clip.pieces) {
    if (kindOf(piece.kind)?.place !== "card") continue;
    const step = steps[(here === undefined ? 0 : steps.indexOf(here)) + piece.column];
    if (step === undefined) continue;
    const key = `${piece.kind} ${step}`;
    byCell.set(key, [...(byCell.get(key) ?? []), piece]);
  }
  for (const [key, pieces] of byCell) {
    const [kind = "", step = ""] = key.split(" ");
    const cell = cardsAt(layout, kind, step);
    const after = cell.findIndex(({ id }) => id === target.after);
    const made = idsFor(desk, kind, step, pieces.length);
    const cards = pieces.map((piece, i) => ({ id: made[i] ?? newId(), fields: fieldsIn(piece) }));
    edits.push(...makeCards(desk, kind, step, after < 0 ? cell.length : after + 1, cards));
    pieces.forEach((piece, i) => {
      const id = cards[i]?.id ?? "";
      ids.push(id);
      fill(piece.inside, id);
    });
  }
  return { edits, ids };
}

/** A clip as a table that people and spreadsheets can read: one row for each lane, one column for each step. */
export function textOf(layout: Layout, ids: readonly string[]): string {
  const records = ids.flatMap((id) => layout.alive.get(id) ?? []);
  if (!records.every(isCard)) return records.map(titleOf).join("\n");
  const columns = [...new Set(records.map(({ id }) => layout.stepOf.get(id) ?? ""))];
  if (columns.length < 2) return records.map(titleOf).join("\n");
  const rows = [...new Set(records.map(({ kind }) => kind))].map((kind) =>
    columns.map((step) =>
      records
        .filter((record) => record.kind === kind && layout.stepOf.get(record.id) === step)
        .map(titleOf)
        .join("; "),
    ),
  );
  const heads = columns.map((step) => titleOf(layout.alive.get(step) ?? layout.map));
  return [heads, ...rows].map((row) => row.map(cellText).join("\t")).join("\n");
}

function cellText(text: string): string {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
