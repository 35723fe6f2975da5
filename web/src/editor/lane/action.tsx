import type { Rec } from "../../doc/edit";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import { wordOf } from "../kinds";
import { cardLane } from "./lane";

/** What is being done: how far, by whom, until when. Hollow until it runs. */
export const ACTION = cardLane("action", {
  tone: "action",
  Foot,
  hollow: (record) => ["", "planned", "dropped"].includes(wordOf(record, "status")),
});

function Foot({ record }: { record: Rec }) {
  const t = useText();
  const textOr = useTextOr();
  const { format } = useReader();
  const status = wordOf(record, "status");
  const due = wordOf(record, "due");
  const parts = [
    status === "" ? t("edit-value-planned") : textOr(`edit-value-${status}`, status),
    wordOf(record, "owner"),
    wordOf(record, "department"),
    due === "" ? "" : format.day(due),
  ].filter((part) => part !== "");
  return <p className="card-foot">{parts.join(" · ")}</p>;
}
