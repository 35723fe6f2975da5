import type { Rec } from "../../doc/edit";
import { useReader, useText } from "../../i18n/provider";
import { GradeLine } from "../evidence/grade_line";
import { numberOf } from "../kinds";
import { cardLane } from "./lane";

/** What could be better: what it is worth, and its effort. */
export const OPPORTUNITY = cardLane("opportunity", {
  tone: "opportunity",
  Foot,
  hollow: (_, backed) => !backed,
});

function Foot({ record }: { record: Rec }) {
  const t = useText();
  const { format } = useReader();
  const effort = numberOf(record, "effort");
  return (
    <GradeLine record={record}>
      {effort !== null && ` · ${t("edit-effort", { weeks: format.decimal(effort, 1) })}`}
    </GradeLine>
  );
}
