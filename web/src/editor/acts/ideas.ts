import type { Desk } from "../desk";
import { adding, childrenOf } from "../new_record";
import { startWriting } from "./write";

// From an opportunity to what is being done about it.

/** A planned action under an opportunity, opened for writing; the one that is there already, if there is one. */
export function addActionTo(desk: Desk, opportunity: string): void {
  const [known] = childrenOf(desk.live.snapshot(), opportunity, "action");
  if (known !== undefined) {
    startWriting(desk, known.id);
    return;
  }
  const { id, edits } = adding(desk.live.snapshot(), opportunity, "action", { status: "planned" });
  if (desk.change(edits, "why-add")) startWriting(desk, id);
}
