import type { Rec } from "../../doc/edit";
import { GradeLine } from "../evidence/grade_line";
import { cardLane } from "./lane";

/** What hurts, with how well it is backed. */
export const PAIN = cardLane("pain", {
  tone: "pain",
  from: "sketch",
  Foot: ({ record }: { record: Rec }) => <GradeLine record={record} />,
  hollow: (_, backed) => !backed,
});
