import { expect, test } from "vitest";
import cases from "../../../spec/document/edits.json";
import { aloneMap } from "./for_tests/alone";
import type { Edit, Rec } from "./edit";
import type { LiveMap } from "./live_map";

interface Case {
  name: string;
  edits: Edit[];
  then?: Edit[];
  records?: Record<string, Rec>;
  refused?: string;
}

function recordsOf(live: LiveMap): Record<string, Rec> {
  return Object.fromEntries(live.snapshot().records);
}

test.each(cases as unknown as Case[])("$name", async ({ edits, then, records, refused }) => {
  const live = await aloneMap();
  const last = then ?? edits;
  if (then !== undefined) live.dispatch(edits, "");
  if (refused === undefined) {
    live.dispatch(last, "");
    expect(recordsOf(live)).toEqual(records);
  } else {
    const before = live.snapshot();
    expect(() => {
      live.dispatch(last, "");
    }).toThrow(expect.objectContaining({ name: "Refusal" }) as Error);
    expect(live.snapshot()).toBe(before);
  }
  live.close();
});
