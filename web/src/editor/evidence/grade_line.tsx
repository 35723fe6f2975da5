import type { ReactNode } from "react";
import type { Rec } from "../../doc/edit";
import { useReader, useText } from "../../i18n/provider";
import { useMine } from "../desk";
import { wordOf } from "../kinds";
import { cardFigure } from "./figures";

/** Under a card: the dot of its grade, and what stands behind it in one line. */
export function GradeLine({ record, children }: { record: Rec; children?: ReactNode }) {
  const t = useText();
  const { format } = useReader();
  const figure = useMine((ui) => cardFigure(ui, record.id));
  const grade = figure?.grade ?? "assumption";
  const words = {
    assumption: t("grade-assumption"),
    supported: t("grade-supported"),
    ageing: t("grade-ageing"),
    contradicted: t("grade-contradicted"),
  };
  const claimed = wordOf(record, "claim") !== "";
  const lost = figure?.lost?.value ?? null;
  const line =
    figure?.detail ??
    (lost !== null
      ? t("edit-lost", { count: format.short(lost) })
      : claimed && figure === null
        ? t("edit-not-weighed")
        : words[grade]);
  return (
    <p className="card-foot" title={figure?.why ?? undefined}>
      <i className={`dot ${grade}`} aria-hidden="true" />
      {line !== words[grade] && <span className="unseen">{words[grade]}: </span>}
      <span className="foot-line">
        {line}
        {children}
      </span>
    </p>
  );
}
