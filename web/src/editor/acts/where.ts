import type { Desk } from "../desk";
import { isCard, titleOf } from "../kinds";
import { cardsAt } from "../layout";

/** Where something stands, in words: “Purchase, step 3 of 4”, “Pays, Pain points, 2 of 3”. Empty for what has no place. */
export function whereIs(desk: Desk, id: string): string {
  const layout = desk.layout();
  const record = layout.alive.get(id);
  if (record === undefined) return "";
  const { t } = desk;
  const named = (of: typeof record | undefined, unnamed: string) =>
    (of === undefined ? "" : titleOf(of)) || t(unnamed);
  if (record.kind === "stage") {
    const at = layout.stages.findIndex(({ stage }) => stage.id === id);
    return t("edit-where-stage", { at: at + 1, of: layout.stages.length });
  }
  if (record.kind === "step") {
    const among = layout.columns.filter(({ stage }) => stage.id === record.parent);
    return t("edit-where-step", {
      stage: named(among[0]?.stage, "edit-stage-unnamed"),
      at: among.findIndex(({ key }) => key === id) + 1,
      of: among.length,
    });
  }
  const step = layout.stepOf.get(id);
  if (step === undefined || !isCard(record)) return "";
  const cell = cardsAt(layout, record.kind, step);
  return t("edit-where-card", {
    step: named(layout.alive.get(step), "edit-step-unnamed"),
    lane: t(`edit-lane-${record.kind}`),
    at: cell.findIndex((card) => card.id === id) + 1,
    of: cell.length,
  });
}

/** Tells where what was moved stands now; of several, the first. */
export function sayMoved(desk: Desk, ids: readonly string[]): void {
  const [first] = ids;
  if (first === undefined) return;
  const record = desk.layout().alive.get(first);
  const name = record === undefined ? "" : titleOf(record) || desk.t("edit-unnamed");
  desk.say(desk.t("edit-moved-to", { name, where: whereIs(desk, first), more: ids.length - 1 }));
}

export function sayLaneMoved(desk: Desk, lane: string): void {
  const lanes = desk.lanes();
  const at = lanes.findIndex(({ id }) => id === lane) + 1;
  const where = desk.t("edit-where-lane", { at, of: lanes.length });
  desk.say(desk.t("edit-moved-to", { name: desk.t(`edit-lane-${lane}`), where, more: 0 }));
}
