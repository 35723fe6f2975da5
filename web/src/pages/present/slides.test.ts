import { expect, test } from "vitest";
import type { Scene, SceneItem } from "../../api/shapes";
import { madeMap, pain, stage, step } from "../made_map";
import { worstPains } from "../summary/choice";
import { between, columnOf, depthOf, stepFrame, wholeFrame } from "./camera";
import { slidesOf, turnOf } from "./slides";

test("the overview comes first, then each step in order, the worst pains last", () => {
  const map = madeMap(
    "m",
    stage("One", step("A"), step("B", { pains: [pain("x", 2)] })),
    stage("Two"),
    stage("Three", step("C", { pains: [pain("y", 1)] })),
  );
  const slides = slidesOf(map);
  expect(slides.map(({ id }) => id)).toEqual(["overview", "s0.0", "s0.1", "s2.0", "pains"]);
  expect(slides.map((slide) => (slide.kind === "step" ? slide.column : null))).toEqual([
    null,
    0,
    1,
    2,
    null,
  ]);
  expect(slides.at(-1)).toMatchObject({
    pains: [{ pain: { title: "y" } }, { pain: { title: "x" } }],
  });
});

test("the summary and the presentation show the same pains in the same order, that of the map", () => {
  const map = madeMap(
    "m",
    stage("One", step("A", { pains: [pain("c", 3), pain("e", 5)] })),
    stage("Two", step("B", { pains: [pain("a", 1), pain("d", 4), pain("b", 2)] })),
  );
  const last = slidesOf(map).at(-1);
  const shown = last?.kind === "pains" ? last.pains.map(({ pain }) => pain.title) : [];
  expect(shown).toEqual(["a", "b", "c"]);
  expect(worstPains(map, 3).map(({ pain }) => pain.title)).toEqual(shown);
});

test("a map without pains ends with its last step, one without steps with the overview", () => {
  expect(slidesOf(madeMap("m", stage("One", step("A")))).map(({ kind }) => kind)).toEqual([
    "overview",
    "step",
  ]);
  expect(slidesOf(madeMap("m"))).toHaveLength(1);
});

test("keys turn the slides as in any presentation", () => {
  expect(turnOf("ArrowRight", false)).toBe("next");
  expect(turnOf(" ", false)).toBe("next");
  expect(turnOf(" ", true)).toBe("before");
  expect(turnOf("PageUp", false)).toBe("before");
  expect(turnOf("Escape", false)).toBe("leave");
  expect(turnOf("x", false)).toBeNull();
});

function lane(figure: string, y: number, height: number): SceneItem {
  const rect = { item: "rect", x: 0, y, width: 10, height, top_radius: 0, bottom_radius: 0 };
  return { item: "group", role: "section", label: figure, figure, items: [rect] } as SceneItem;
}

const scene = {
  width: 1000,
  height: 900,
  names: 100,
  title: "",
  description: "",
  families: [],
  diagnostics: [],
  columns: [100, 400, 700, 1000],
  items: [lane("steps", 0, 80), lane("emotion", 300, 160), lane("pains", 500, 300)],
} satisfies Scene;

test("the camera shows the story down to the emotion, with the step in the middle where it can", () => {
  expect(depthOf(scene)).toBe(474);
  expect(wholeFrame(scene)).toEqual({ x: 0, y: 0, width: 1000, height: 474 });
  expect(stepFrame(scene, 1, 1)).toEqual({ x: 550 - 237, y: 0, width: 474, height: 474 });
  // At the ends it stops at the edge, and never shows the names of the lanes.
  expect(stepFrame(scene, 0, 1.5).x).toBe(100);
  expect(stepFrame(scene, 2, 1.5).x).toBe(1000 - 711);
  expect(stepFrame(scene, 9, 1)).toEqual(wholeFrame(scene));
  expect(columnOf(scene, 3)).toBeNull();
  // A map on which little is said is not blown up, and a low window shows its upper lanes.
  expect(depthOf({ ...scene, items: [lane("steps", 0, 80)] })).toBe(420);
  expect(stepFrame(scene, 1, 9)).toMatchObject({ width: 900, height: 100 });
});

test("a move begins at one frame and ends at the other", () => {
  const [from, to] = [stepFrame(scene, 0, 1), stepFrame(scene, 2, 1)];
  expect(between(from, to, 0)).toEqual(from);
  expect(between(from, to, 1)).toEqual(to);
  expect(between(from, to, 0.5).x).toBeCloseTo((from.x + to.x) / 2);
});
