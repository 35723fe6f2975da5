import { fieldsOf } from "../../doc/schema";
import { setTimer, toggleVote } from "../acts/talk";
import { focusedRecord, focusedStep } from "../selecting";
import { numberOf } from "../kinds";
import { command, type Command } from "./command";
import { panel } from "./view";

// What people say to each other about the map, and what its statements rest on.

const MINUTES = [1, 3, 5, 10] as const;

export const TALK: readonly Command[] = [
  command("comment", "talk", ["Alt+M"], panel("comments")),
  command(
    "vote",
    "talk",
    ["Alt+V"],
    (desk) => {
      const record = focusedRecord(desk);
      if (record !== null) toggleVote(desk, record);
    },
    { when: (desk) => focusedRecord(desk) !== null },
  ),
  ...MINUTES.map((minutes): Command => ({
    id: `timer-${minutes}`,
    group: "talk",
    keys: [],
    text: (t) => t("cmd-timer", { minutes }),
    run: (desk) => {
      setTimer(desk, Date.now() + minutes * 60_000);
    },
  })),
  command(
    "timer-stop",
    "talk",
    [],
    (desk) => {
      setTimer(desk, null);
    },
    // One that is over ends by itself.
    { when: (desk) => (numberOf(desk.layout().map, "timer") ?? 0) > Date.now() },
  ),
];

export const EVIDENCE: readonly Command[] = [
  command(
    "events",
    "evidence",
    ["Alt+E"],
    (desk) => {
      const step = focusedStep(desk);
      if (step !== null) desk.ui.set({ dialog: { dialog: "events", step } });
    },
    { when: (desk) => focusedStep(desk) !== null },
  ),
  command(
    "claim",
    "evidence",
    ["Alt+C"],
    (desk) => {
      desk.ui.set({ panel: "details", field: "claim" });
    },
    {
      when: (desk) => {
        const record = desk.layout().alive.get(focusedRecord(desk) ?? "");
        return record !== undefined && fieldsOf(record.kind).some(({ type }) => type === "claim");
      },
    },
  ),
];
