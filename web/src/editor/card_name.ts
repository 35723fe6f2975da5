import type { Grade } from "../api/shapes";
import type { Rec } from "../doc/edit";
import { useReader, useText } from "../i18n/provider";
import { useMine } from "./desk";
import { cardFigure } from "./evidence/figures";
import { hasGrade } from "./filter";
import { titleOf } from "./kinds";
import type { Talk } from "./layout";
import { usePresent } from "./use_spot";

/** What a screen reader hears of a card: what it is, its words, how well it is backed, what people said of it, who is at it. */
export function useCardName(
  id: string,
  kind: string,
  record: Rec | null,
  talk: Talk | null,
  selected: boolean,
): string {
  const t = useText();
  const { format } = useReader();
  const present = usePresent(id);
  const figure = useMine((ui) => cardFigure(ui, id));
  const grades: Readonly<Record<Grade, string>> = {
    assumption: t("grade-assumption"),
    supported: t("grade-supported"),
    ageing: t("grade-ageing"),
    contradicted: t("grade-contradicted"),
  };
  const parts = [
    `${t(`edit-kind-${kind}`)}: ${titleOf(record) || t("edit-unnamed")}`,
    selected && t("edit-is-selected"),
    record !== null && hasGrade(record) && grades[figure?.grade ?? "assumption"],
    figure?.n != null && t("health-base", { n: format.whole(figure.n) }),
    talk !== null && talk.votes > 0 && t("edit-votes", { count: talk.votes }),
    talk !== null && talk.open > 0 && t("edit-comments", { count: talk.open }),
    present !== null && t("edit-is-here", { name: present.person.name }),
  ];
  return parts.filter((part) => typeof part === "string").join(", ");
}
