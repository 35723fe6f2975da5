import { expect, test } from "vitest";
import { begin } from "./for_tests/alone";
import type { Edit, Rec } from "./edit";
import { Refusal } from "./refusal";
import { type MapDoc, openMapDoc } from "./map_doc";
import { between, place } from "./rank";
import { type Random, seeded } from "./for_tests/seeded";

// Several people at once, on lines and off, for hundreds of schedules: once all have heard of everything, all see the same.

const SCHEDULES = 300;

/** Something that a person might do, given what they see. Now and then it cannot be. */
function anEdit(doc: MapDoc, random: Random, name: () => string): Edit[] {
  const snapshot = doc.snapshot();
  const all = [...snapshot.records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const some = (...kinds: string[]): Rec | undefined => {
    const found = all.filter((rec) => kinds.includes(rec.kind));
    return found.length === 0 ? undefined : random.pick(found);
  };
  const adding = (kind: string, parent: string): Edit[] => {
    const id = name();
    const siblings = snapshot.children(parent).filter((rec) => rec.kind === kind);
    return place(siblings, random.below(siblings.length + 1), id).map((move): Edit =>
      move.id === id
        ? { edit: "add", id, kind, parent, rank: move.rank, fields: {} }
        : { edit: "move", id: move.id, parent, rank: move.rank },
    );
  };
  const step = some("step");
  const card = some("pain", "need");
  switch (random.below(12)) {
    case 0:
      return adding("stage", "map");
    case 1:
      return adding("step", some("stage")?.id ?? "map");
    case 2:
    case 3:
      return adding(random.pick(["pain", "need"]), step?.id ?? "map");
    case 4:
      return adding("comment", random.pick(all).id);
    case 5:
    case 6: {
      if (card === undefined) return [];
      const text = card.text.text ?? "";
      const at = random.below(text.length + 1);
      const word = random.pick(["ab", "c ", "\u{1f600}", ""]);
      return [
        {
          edit: "write",
          id: card.id,
          field: "text",
          text: text.slice(0, at) + word + text.slice(at + random.below(3)),
        },
      ];
    }
    case 7: {
      const rec = random.pick(all);
      return rec.id === "map" ? [] : [{ edit: "remove", id: rec.id }];
    }
    case 8:
      return [{ edit: "bring_back", id: random.pick(all).id }];
    case 9: {
      if (card === undefined || step === undefined) return [];
      const last = snapshot.children(step.id).at(-1)?.rank ?? null;
      return [{ edit: "move", id: card.id, parent: step.id, rank: between(last, null, card.id) }];
    }
    case 10:
      return step === undefined
        ? []
        : [
            {
              edit: "set",
              id: step.id,
              field: "feel",
              value: random.pick(["calm", "angry", null]),
            },
          ];
    default: {
      if (step === undefined) return [];
      const item = random.pick(["search", "a/b", "pay"]);
      return [
        random.below(3) === 0
          ? { edit: "take", id: step.id, field: "match", item }
          : { edit: "put", id: step.id, field: "match", item, rank: random.pick(["A", "V", "k"]) },
      ];
    }
  }
}

function seen(doc: MapDoc) {
  const { records, children } = doc.snapshot();
  const sorted = [...records].sort(([a], [b]) => (a < b ? -1 : 1));
  return { records: sorted, order: sorted.map(([id]) => children(id).map((rec) => rec.id)) };
}

test("all end with the same map", async () => {
  const first = await openMapDoc();
  begin(first, []);
  const whole = first.updates();
  for (let seed = 0; seed < SCHEDULES; seed++) {
    const random = seeded(seed);
    const docs = Array.from({ length: 3 + random.below(3) }, () => first.fresh([whole]));
    const one = docs[0] ?? first;
    let last = 0;
    const name = () => `r${(last += 1)}`;
    for (let turn = 0; turn < 60; turn++) {
      const doc = random.pick(docs);
      const what = random.below(10);
      if (what === 0) doc.undo();
      else if (what === 1) doc.redo();
      else if (what <= 3) {
        // Hears of some of what another has, and may hear of it twice.
        const other = random.pick(docs);
        const update = other.updates(random.below(4) === 0 ? undefined : doc.version());
        expect(doc.take(update)).toBe(true);
      } else
        try {
          doc.apply(anEdit(doc, random, name), "");
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
    }
    for (const doc of docs) one.take(doc.updates(one.version()));
    for (const doc of docs) doc.take(one.updates(doc.version()));
    const end = seen(one);
    for (const doc of docs) expect(seen(doc), `schedule ${seed}`).toEqual(end);
    // What was kept up to date step by step is what is read anew, from updates and from the whole.
    const anew = one.fresh([one.updates()]);
    const opened = one.fresh([one.whole()]);
    expect(seen(anew), `schedule ${seed}`).toEqual(end);
    expect(seen(opened), `schedule ${seed}`).toEqual(end);
    for (const doc of [...docs, anew, opened]) doc.close();
  }
}, 60_000);
