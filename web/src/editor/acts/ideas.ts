import type { Desk } from "../desk";
import { adding } from "../new_record";
import { startWriting } from "./write";

// From an opportunity to what is being done about it.

/** A planned action under an opportunity, opened for writing. */
export function addActionTo(desk: Desk, opportunity: string): void {
  const { id, edits } = adding(desk.live.snapshot(), opportunity, "action", { status: "planned" });
  if (desk.change(edits, "why-add")) startWriting(desk, id);
}
