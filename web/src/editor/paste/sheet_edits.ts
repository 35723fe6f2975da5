import type { Edit, Fields } from "../../doc/edit";
import { kindOf } from "../../doc/schema";
import type { Desk } from "../desk";
import { titleOf } from "../kinds";
import { idFor, newId } from "../new_record";
import { placesAmong } from "../places";
import type { Sheet } from "./read_sheet";
import { feelingIn } from "./sheet_read";

// A pasted table as edits: its stages go after those that are there.

/** What the rows mean after the person chose for those that were not known; `""` leaves a row out. */
export type Meaning = Record<string, string>;

export function sheetEdits(desk: Desk, sheet: Sheet, meaning: Meaning): Edit[] {
  const layout = desk.layout();
  const edits: Edit[] = [];
  const library = new Map<string, string>();
  for (const record of layout.library.values())
    library.set(`${record.kind} ${titleOf(record)}`, record.id);
  const add = (kind: string, parent: string, rank: string, fields: Fields): string => {
    const id = newId();
    edits.push({ edit: "add", id, kind, parent, rank, fields });
    return id;
  };
  const named = (kind: string, name: string): string => {
    const key = `${kind} ${name}`;
    const id = library.get(key) ?? add(kind, "map", rankAlone(), { name });
    library.set(key, id);
    return id;
  };

  const stages = layout.stages.map(({ stage }) => stage);
  const stageIds = sheet.stages.map(() => newId());
  const { ranks, others } = placesAmong(stages, stages.length, stageIds);
  edits.push(...others);
  sheet.stages.forEach((stage, i) => {
    const id = stageIds[i] ?? newId();
    const fields: Fields = stage.name === "" ? {} : { name: stage.name };
    const rank = ranks.get(id) ?? "V";
    edits.push({ edit: "add", id, kind: "stage", parent: layout.map.id, rank, fields });
    const ids = stage.steps.map(() => newId());
    const places = placesAmong([], 0, ids).ranks;
    stage.steps.forEach((step, j) => {
      const stepId = ids[j] ?? newId();
      const fields: Fields = step.name === "" ? {} : { name: step.name };
      const cards: { kind: string; text: string }[] = [];
      for (const { row, texts } of step.rows) {
        const means = meaning[row] ?? row;
        if (means === "" || means.startsWith("?")) continue;
        if (means === "does") fields.action = texts.join("; ");
        else if (means === "channels" || means === "touchpoints") {
          const kind = means.slice(0, -1);
          const names = texts.flatMap((text) => text.split(/,\s*/));
          fields[means] = [...new Set(names)].map((name) => named(kind, name));
        } else if (means === "emotion") {
          const value = feelingIn(texts);
          if (value !== null) {
            fields.value = value;
            fields.from = "estimate";
          }
        } else if (kindOf(means)?.place === "card")
          cards.push(...texts.map((text) => ({ kind: means, text })));
      }
      const rank = places.get(stepId) ?? "V";
      edits.push({ edit: "add", id: stepId, kind: "step", parent: id, rank, fields });
      const ranked = cards.map(() => newId());
      const cardRanks = placesAmong([], 0, ranked).ranks;
      cards.forEach(({ kind, text }, k) => {
        const cardId = ranked[k] ?? newId();
        const rank = cardRanks.get(cardId) ?? "V";
        if (kindOf(kind)?.parents.includes("step") === true)
          edits.push({ edit: "add", id: cardId, kind, parent: stepId, rank, fields: { text } });
        else {
          const above = add(kindOf(kind)?.parents[0] ?? "opportunity", stepId, rank, {});
          const id = idFor(desk.live.snapshot(), above, kind);
          edits.push({ edit: "add", id, kind, parent: above, rank: "V", fields: { text } });
        }
      });
    });
  });
  return edits;

  function rankAlone(): string {
    const id = newId();
    return (
      placesAmong([...layout.library.values()], layout.library.size, [id]).ranks.get(id) ?? "V"
    );
  }
}
