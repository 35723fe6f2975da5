import { useReader, useText, useTextOr } from "../../i18n/provider";
import { stepIn } from "../arcs";
import { useLayout, useMine } from "../desk";
import { itemsOf, numberOf, titleOf, wordOf } from "../kinds";
import { LANES } from "../lanes";
import { cardsAt } from "../layout";
import type { Rec } from "../../doc/edit";

/** The map told in sentences, from the first stage to the last. */
export function NarrativePanel() {
  const t = useText();
  const layout = useLayout();
  return (
    <article className="narrative">
      {layout.stages.map(({ stage, from, count }) => (
        <section key={stage.id}>
          <h3>{titleOf(stage) || t("edit-stage-unnamed")}</h3>
          {(stage.text.question ?? "") !== "" && (
            <p>{t("edit-tell-question", { question: stage.text.question ?? "" })}</p>
          )}
          {(stage.text.task ?? "") !== "" && (
            <p>{t("edit-tell-task", { task: stage.text.task ?? "" })}</p>
          )}
          {layout.columns
            .slice(from, from + count)
            .map(({ step }, i) =>
              step === null ? null : <StepTold key={step.id} step={step} number={from + i + 1} />,
            )}
        </section>
      ))}
      {layout.arcs.length > 0 && <h3>{t("edit-lane-arcs")}</h3>}
      {layout.arcs.map((arc) => (
        <p key={arc.id}>
          {t("edit-arc", {
            kind: t(`edit-kind-${arc.kind}`),
            from: nameOf(stepIn(arc, "from")),
            to: nameOf(stepIn(arc, "to")),
            words: titleOf(arc) || "–",
          })}
        </p>
      ))}
    </article>
  );

  function nameOf(id: string | null): string {
    const step = layout.alive.get(id ?? "");
    return step === undefined ? "–" : titleOf(step);
  }
}

function StepTold({ step, number }: { step: Rec; number: number }) {
  const t = useText();
  const textOr = useTextOr();
  const { format, language } = useReader();
  const layout = useLayout();
  const figure = useMine((ui) => ui.figures?.steps.get(step.id) ?? null);
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const names = (field: string) =>
    itemsOf(step, field).flatMap((id) => {
      const known = layout.library.get(id);
      return known === undefined ? [] : [titleOf(known)];
    });
  const where = [...names("touchpoints"), ...names("channels")];
  const value = numberOf(step, "value");
  const feel = wordOf(step, "feel");
  const department = wordOf(step, "department");
  const sentences = [
    step.text.action ?? "",
    department === "" ? "" : t("story-department", { department }),
    where.length === 0 ? "" : t("edit-tell-where", { where: list.format(where) }),
    figure?.count == null ? "" : t("story-step-count", { count: figure.count }),
    value === null && feel === ""
      ? ""
      : t("edit-tell-feeling", {
          feel: feel === "" ? "" : textOr(`feel-${feel}`, feel),
          value: value === null ? "" : format.emotion(value),
        }),
  ];
  return (
    <>
      <h4>
        {number}. {titleOf(step) || t("edit-step-unnamed")}
      </h4>
      <p>
        {sentences
          .filter((one) => one !== "")
          .map((one) => (/[.!?。！？]$/.test(one) ? one : `${one}.`))
          .join(" ")}
      </p>
      {LANES.flatMap(({ id, kind }) => {
        const cards = kind === null ? [] : cardsAt(layout, kind, step.id).map(titleOf);
        const said = cards.filter((text) => text !== "");
        return said.length === 0 ? [] : [[id, said] as const];
      }).map(([id, said]) => (
        <p key={id}>
          <strong>{t(`edit-lane-${id}`)}:</strong> {said.join("; ")}
        </p>
      ))}
    </>
  );
}
