import type { Rec } from "../../doc/edit";
import { journeyIn, makeJourney } from "../acts/journey";
import { revealLane } from "../acts/lane";
import { addAfter, addStage, addStep, openNames } from "../acts/write";
import type { Desk } from "../desk";
import { CARDS } from "../kinds";
import { LANES } from "../lanes";
import { childrenOf } from "../new_record";
import { focusedRecord, focusedStep } from "../selecting";
import { cellSpot, placeOf } from "../spots";
import { command, type Command } from "./command";
import { addActionTo } from "../acts/ideas";

// New cards, steps, stages, ways and hand-overs.

export const INSERT: readonly Command[] = [
  command(
    "add-after",
    "insert",
    ["Shift+Enter"],
    (desk) => {
      const { focus } = desk.ui.get();
      if (focus !== null) addAfter(desk, focus);
    },
    { when: takesMore },
  ),
  command("add-step", "insert", ["Alt+S"], (desk) => {
    const { columns, stages } = desk.layout();
    const step = focusedStep(desk);
    const at = columns.findIndex(({ key }) => key === step);
    const stage = columns[at]?.stage ?? stages.at(-1)?.stage;
    if (stage === undefined) {
      addStage(desk, 0);
      return;
    }
    const steps = childrenOf(desk.live.snapshot(), stage.id, "step");
    const index = steps.findIndex(({ id }) => id === step);
    addStep(desk, stage.id, index < 0 ? steps.length : index + 1);
  }),
  command("add-stage", "insert", ["Alt+Shift+S"], (desk) => {
    const { stages, columns } = desk.layout();
    const focus = focusedRecord(desk);
    const step = focusedStep(desk);
    const here =
      columns.find(({ stage, key }) => stage.id === focus || key === step)?.stage.id ?? "";
    const at = stages.findIndex(({ stage }) => stage.id === here);
    addStage(desk, at < 0 ? stages.length : at + 1);
  }),
  command(
    "add-action",
    "insert",
    ["Alt+A"],
    (desk) => {
      const record = focusedRecord(desk);
      if (record !== null) addActionTo(desk, record);
    },
    { when: (desk) => focusedKind(desk) === "opportunity" },
  ),
  command("add-touchpoint", "insert", ["Alt+T"], names("touchpoints"), { when: hasStep }),
  command("add-channel", "insert", ["Alt+Shift+T"], names("channels"), { when: hasStep }),
  command("add-path", "insert", ["Alt+P"], (desk) => {
    desk.ui.set({ dialog: { dialog: "arc", kind: "path", from: focusedStep(desk) ?? "" } });
  }),
  command("add-hand-over", "insert", ["Alt+H"], (desk) => {
    desk.ui.set({ dialog: { dialog: "arc", kind: "hand_over", from: focusedStep(desk) ?? "" } });
  }),
  command(
    "make-journey",
    "insert",
    ["Alt+Shift+J"],
    (desk) => {
      const step = stepHere(desk);
      if (step !== undefined) void makeJourney(desk, step);
    },
    {
      when: (desk) => {
        const step = stepHere(desk);
        return step !== undefined && journeyIn(step) === null;
      },
    },
  ),
  command("paste-map", "insert", [], (desk) => {
    desk.ui.set({ dialog: { dialog: "paste", text: "" } });
  }),
];

/** One command for each kind of card: from a step, a card in that lane, which is shown if it is not. */
export const INSERT_CARDS: readonly Command[] = CARDS.map((kind) => ({
  id: `card-${kind}`,
  group: "insert",
  // What comes to somebody's mind is written before it is gone.
  keys: kind === "idea" ? ["Alt+I"] : [],
  text: (t) => t("cmd-add-card", { kind: t(`edit-kind-${kind}`) }),
  when: hasStep,
  run: (desk) => {
    const step = focusedStep(desk);
    const lane = LANES.find((lane) => lane.kind === kind);
    if (step === null || lane === undefined) return;
    revealLane(desk, lane);
    addAfter(desk, cellSpot(lane.id, step));
  },
}));

function stepHere(desk: Desk): Rec | undefined {
  return desk.layout().alive.get(focusedStep(desk) ?? "");
}

/** Behind what is focused something new can stand: not behind a lane's title, nor in a lane without cards. */
function takesMore(desk: Desk): boolean {
  const { focus } = desk.ui.get();
  const place = placeOf(focus ?? "");
  if (place.at !== "cell") return focus !== null && place.at === "record";
  return (
    place.lane === "steps" ||
    desk.lanes().some(({ id, kind }) => id === place.lane && kind !== null)
  );
}

function hasStep(desk: Desk): boolean {
  return focusedStep(desk) !== null;
}

/** Types the next touchpoint or channel of the step, where those are shown. */
function names(field: "touchpoints" | "channels"): (desk: Desk) => void {
  return (desk) => {
    const step = focusedStep(desk);
    if (step === null) return;
    if (desk.ui.get().detail === "sketch") desk.ui.set({ detail: "standard" });
    const laned = desk.lanes().some(({ id }) => id === field);
    openNames(desk, step, field, laned ? cellSpot(field, step) : step);
  };
}

function focusedKind(desk: Desk): string | undefined {
  const record = focusedRecord(desk);
  return record === null ? undefined : desk.layout().alive.get(record)?.kind;
}
