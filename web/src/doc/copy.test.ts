import { expect, test } from "vitest";
import { stage } from "./for_tests/begun";
import { openCopy } from "./copy";
import { openMapDoc } from "./map_doc";
import type { Version } from "./version";

test("what was refused takes with it what rests on it, for good", async () => {
  const first = await openMapDoc();
  const peers = [first, first.fresh([]), first.fresh([])];
  const [a = first, b = first, c = first] = peers;
  a.begin({ keys: new Map([["map/is", "map"]]), texts: new Map() });
  const base = a.updates();
  b.take(base);
  b.apply([stage("g1")], "");
  const bad = b.updates(a.version());
  c.take(b.updates());
  c.apply([stage("g2")], "");
  const onBad = c.updates(b.version());
  const nothing: Version = new Map();
  const copy = openCopy(a.fresh([base]), { kept: nothing, refused: nothing }, () => undefined);
  expect(copy.take(onBad)).toBe("waits");
  expect(copy.take(new Uint8Array([1, 2]))).toBe("damaged");
  expect(copy.take(bad)).toBe("here");
  expect(copy.doc().snapshot().records.has("g2")).toBe(true);
  expect(copy.refuse(new Map([[b.peer, 0]]))).not.toBeNull();
  expect([...copy.refused().keys()].sort()).toEqual([b.peer, c.peer].sort());
  expect(copy.take(bad)).toBe("here");
  expect(copy.take(onBad)).toBe("here");
  expect([...copy.doc().snapshot().records.keys()]).toEqual(["map"]);
});

test("where changes end is known until the server has them", async () => {
  const doc = await openMapDoc();
  const nothing: Version = new Map();
  const copy = openCopy(doc, { kept: nothing, refused: nothing }, () => undefined);
  doc.begin({ keys: new Map([["map/is", "map"]]), texts: new Map() });
  copy.made();
  const counts = [doc.version().get(doc.peer) ?? 0];
  for (const id of ["g1", "g2", "g3"]) {
    doc.apply([stage(id)], "");
    copy.made();
    counts.push(doc.version().get(doc.peer) ?? 0);
  }
  const [first = 0, second = 0, third = 0, last = 0] = counts;
  const all = { peer: doc.peer, from: 0, to: last };
  expect(copy.ends(all)).toEqual([first, second, third]);
  copy.keep(new Map([[doc.peer, second]]));
  expect(copy.ends(all)).toEqual([third]);
  copy.keep(new Map([[doc.peer, last]]));
  expect(copy.ends(all)).toEqual([]);
  copy.take(doc.updates());
  expect(copy.ends({ ...all, to: last + 1 })).toEqual([]);
});
