// @vitest-environment jsdom
import { expect, test } from "vitest";
import { bundleOf, LANGUAGES } from "../i18n/messages";
import { aloneMap } from "../doc/for_tests/alone";
import { canRun, COMMANDS, commandOf } from "./commands";
import { makeDesk } from "./desk";
import { aria, pressed, shown, writes, type KeyPress } from "./keys";
import { stopWriting, write } from "./acts/write";
import { CARDS, KINDS_SHOWN, titleOf } from "./kinds";
import { LANES } from "./lanes";
import { cardsAt } from "./layout";
import { sampleRecords } from "./for_tests/sample_records";
import { cellSpot, laneSpot } from "./spots";
import { createUi } from "./ui_state";

function press(key: string, ...held: ("ctrl" | "alt" | "shift" | "meta")[]): KeyPress {
  return {
    key,
    ctrlKey: held.includes("ctrl"),
    altKey: held.includes("alt"),
    shiftKey: held.includes("shift"),
    metaKey: held.includes("meta"),
  };
}

test("every command has words in every language", () => {
  for (const language of LANGUAGES) {
    const bundle = bundleOf(language);
    const t = (key: string, values?: Record<string, string | number>) => {
      const message = bundle.getMessage(key)?.value;
      expect(message, `${language}: ${key}`).toBeTruthy();
      return message == null ? "" : bundle.formatPattern(message, values);
    };
    const texts = COMMANDS.map((command) => command.text(t));
    expect(new Set(texts).size, `${language}: two commands are called the same`).toBe(texts.length);
    for (const { group } of COMMANDS) t(`edit-group-${group}`);
    for (const { id } of LANES) t(`edit-lane-${id}`);
    for (const kind of KINDS_SHOWN) t(`edit-kind-${kind}`);
  }
});

test("ids and keys are each used once", () => {
  const ids = COMMANDS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const keys = COMMANDS.flatMap(({ keys }) => keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test("whatever can be dragged has a command with a key", () => {
  for (const id of ["move-left", "move-right", "move-up", "move-down"])
    expect(COMMANDS.find((one) => one.id === id)?.keys).not.toEqual([]);
});

test("nothing is offered where it would do nothing", async () => {
  const live = await aloneMap(sampleRecords());
  const desk = makeDesk("m", live, createUi(), (key) => key);
  const offered = (focus: string | null) => {
    desk.ui.set({ focus });
    return ["write", "add-after"].filter((id) => {
      const command = COMMANDS.find((one) => one.id === id);
      return command !== undefined && canRun(desk, command);
    });
  };
  expect(offered("pain-3ds")).toEqual(["write", "add-after"]);
  expect(offered(cellSpot("pain", "step-Sees-the-ad"))).toEqual(["write", "add-after"]);
  expect(offered(cellSpot("emotion", "step-Pays"))).toEqual(["write"]);
  expect(offered(cellSpot("flow", "step-Pays"))).toEqual([]);
  expect(offered(laneSpot("emotion"))).toEqual([]);
  expect(offered(null)).toEqual([]);
});

test("a card of every kind is made from any step, whether its lane is shown or not", async () => {
  for (const kind of CARDS) {
    const live = await aloneMap(sampleRecords());
    const desk = makeDesk("m", live, createUi(), (key) => key);
    desk.ui.set({ detail: "sketch", lanes: ["emotion"] });
    desk.focus("step-Pays");
    const command = COMMANDS.find(({ id }) => id === `card-${kind}`);
    expect(command === undefined ? "none" : canRun(desk, command), kind).toBe(true);
    command?.run(desk);
    expect(
      desk.lanes().some((lane) => lane.kind === kind),
      kind,
    ).toBe(true);
    write(desk, "Words");
    stopWriting(desk);
    const said = cardsAt(desk.layout(), kind, "step-Pays").map(titleOf);
    expect(said, kind).toContain("Words");
    desk.focus(laneSpot("emotion"));
    expect(command === undefined ? "none" : canRun(desk, command), kind).toBe(false);
  }
  expect(commandOf({ ...press("i", "alt"), code: "KeyI" }, false)?.id).toBe("card-idea");
});

test("keys are read by what is held with them", () => {
  expect(pressed(press("z", "ctrl", "shift"), false)).toBe("Mod+Shift+Z");
  expect(pressed(press("z", "meta"), true)).toBe("Mod+Z");
  expect(pressed(press("?", "shift"), false)).toBe("?");
  expect(pressed({ ...press("Dead", "alt"), code: "KeyE" }, false)).toBe("Alt+E");
  expect(shown("Mod+Shift+Z", true)).toBe("⌘⇧Z");
  expect(aria("Mod+Z", false)).toBe("Control+Z");
  expect(commandOf(press("z", "ctrl"), true)?.id).toBe("undo");
  expect(commandOf(press("Delete"), true)).toBeNull();
  expect(commandOf(press("c", "ctrl"), false)).toBeNull();
});

test("the map is drawn larger and smaller with Alt; with Ctrl the browser does it", () => {
  const alt = (key: string, code: string) => commandOf({ ...press(key, "alt"), code }, false)?.id;
  expect([alt("+", "Equal"), alt("=", "Equal"), alt("-", "Minus")]).toEqual([
    "zoom-in",
    "zoom-in",
    "zoom-out",
  ]);
  expect([alt("≠", "Equal"), alt("–", "Minus")]).toEqual(["zoom-in", "zoom-out"]);
  const shift = (key: string, code: string) =>
    commandOf({ ...press(key, "shift"), code }, false)?.id;
  expect([shift(")", "Digit0"), shift("!", "Digit1")]).toEqual(["zoom-whole", "zoom-fit"]);
  // Where digits need Shift, it writes one.
  expect(shift("1", "Digit1")).toBeUndefined();
  for (const key of ["+", "-", "0"]) expect(commandOf(press(key, "ctrl"), false)).toBeNull();
  expect([shown("Alt++", false), aria("Alt++", false)]).toEqual(["Alt + +", "Alt+Plus"]);
});

test("letters write, in any script; keys with Ctrl and the space do not", () => {
  expect(writes(press("ż"))).toBe(true);
  expect(writes(press("付"))).toBe(true);
  expect(writes(press("Process"))).toBe(true);
  expect(writes(press("a", "ctrl"))).toBe(false);
  expect(writes(press("Enter"))).toBe(false);
  expect(writes(press(" "))).toBe(false);
});
