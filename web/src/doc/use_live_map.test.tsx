// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { aloneMap } from "./alone";
import type { LiveMap } from "./live_map";
import {
  useChildIds,
  useChildren,
  usePeople,
  useRecord,
  useSnapshot,
  useStanding,
} from "./use_live_map";

afterEach(cleanup);

const drawn = new Map<string, number>();
const draw = (what: string) => {
  drawn.set(what, (drawn.get(what) ?? 0) + 1);
};

function Name({ live, id }: { live: LiveMap; id: string }) {
  draw(id);
  return <li>{useRecord(live, id)?.text.name ?? "none"}</li>;
}

function List({ live }: { live: LiveMap }) {
  draw("list");
  return useChildIds(live, "map", "stage").map((id) => <Name key={id} live={live} id={id} />);
}

function Foot({ live }: { live: LiveMap }) {
  draw("foot");
  const { state } = useStanding(live);
  const people = usePeople(live).length;
  return <p>{`${state} ${people}`}</p>;
}

function Count({ live }: { live: LiveMap }) {
  draw("count");
  const stages = useChildren(live, "map", "stage");
  return <b>{`${useSnapshot(live).records.size} ${stages.map((rec) => rec.text.name).join()}`}</b>;
}

test("a component is drawn again only when what it reads changes", async () => {
  const live = await aloneMap();
  const add = (id: string, rank: string) =>
    ({ edit: "add", id, kind: "stage", parent: "map", rank, fields: { name: id } }) as const;
  live.dispatch([add("a", "A"), add("b", "B")], "");
  render(
    <>
      <List live={live} />
      <Foot live={live} />
      <Count live={live} />
    </>,
  );
  const names = () => screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(names()).toEqual(["a", "b"]);
  screen.getByText("kept 0");
  screen.getByText("3 a,b");
  drawn.clear();
  act(() => {
    live.dispatch([{ edit: "write", id: "b", field: "name", text: "bee" }], "");
  });
  expect(names()).toEqual(["a", "bee"]);
  expect(Object.fromEntries(drawn)).toEqual({ b: 1, count: 1 });
  screen.getByText("3 a,bee");
  drawn.clear();
  act(() => {
    live.dispatch([{ edit: "move", id: "b", parent: "map", rank: "1" }], "");
  });
  expect(names()).toEqual(["bee", "a"]);
  expect(drawn.get("foot")).toBeUndefined();
  live.close();
});
