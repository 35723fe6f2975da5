import type { Rec } from "../../doc/edit";
import { GradeLine } from "../evidence/grade_line";
import { CardQuote } from "../evidence/verbatim";
import { itemsOf } from "../kinds";
import { cardLane } from "./lane";

/** What hurts, with how well it is backed. */
export const PAIN = cardLane("pain", {
  tone: "pain",
  from: "sketch",
  Foot,
  hollow: (_, backed) => !backed,
});

function Foot({ record }: { record: Rec }) {
  const [first, ...rest] = itemsOf(record, "quotes");
  return (
    <>
      {first !== undefined && <CardQuote id={first} more={rest.length} />}
      <GradeLine record={record} />
    </>
  );
}
