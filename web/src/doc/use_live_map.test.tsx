// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { aloneMap } from "./for_tests/alone";
import type { LiveMap } from "./live_map";
import { usePeople, useSnapshot, useStanding } from "./use_live_map";

afterEach(cleanup);

const drawn = new Map<string, number>();
const draw = (what: string) => {
  drawn.set(what, (drawn.get(what) ?? 0) + 1);
};

function Foot({ live }: { live: LiveMap }) {
  draw("foot");
  const { state } = useStanding(live);
  const people = usePeople(live).length;
  return <p>{`${state} ${people}`}</p>;
}

function Count({ live }: { live: LiveMap }) {
  draw("count");
  const snapshot = useSnapshot(live);
  const stages = snapshot.children("map").filter(({ kind }) => kind === "stage");
  return <b>{`${snapshot.records.size} ${stages.map((rec) => rec.text.name).join()}`}</b>;
}

test("a component is drawn again only when what it reads changes", async () => {
  const live = await aloneMap();
  const add = (id: string, rank: string) =>
    ({ edit: "add", id, kind: "stage", parent: "map", rank, fields: { name: id } }) as const;
  live.dispatch([add("a", "A"), add("b", "B")], "");
  render(
    <>
      <Foot live={live} />
      <Count live={live} />
    </>,
  );
  screen.getByText("kept 0");
  screen.getByText("3 a,b");
  drawn.clear();
  act(() => {
    live.dispatch([{ edit: "write", id: "b", field: "name", text: "bee" }], "");
  });
  expect(Object.fromEntries(drawn)).toEqual({ count: 1 });
  screen.getByText("3 a,bee");
  drawn.clear();
  act(() => {
    live.dispatch([{ edit: "move", id: "b", parent: "map", rank: "1" }], "");
  });
  screen.getByText("3 bee,a");
  expect(drawn.get("foot")).toBeUndefined();
  live.close();
});
