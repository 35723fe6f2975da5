import { useRef, useState, useSyncExternalStore } from "react";
import { fieldOf } from "../../doc/schema";
import type { Rec } from "../../doc/edit";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import { setFeeling } from "../acts/lane";
import { newGroup } from "../acts/write";
import { useDesk, useMine } from "../desk";
import type { Figures } from "../evidence/figures";
import { FeelPicker } from "../feel_picker";
import { numberOf, titleOf, wordOf } from "../kinds";
import type { Layout } from "../layout";
import { FINGER_TREMBLE } from "../pointer/tool";
import { cellSpot } from "../spots";
import { usePresent, useSpot, withPerson } from "../use_spot";
import { feelingOf } from "./emotion_feeling";
import { emotionAt, emotionY } from "./emotion_scale";

/** On which side of the point its word stands clear of the curve: over a crest, under a valley. */
function useSide(step: Rec, shown: number | null): 1 | -1 {
  const desk = useDesk();
  const figures = useMine((ui) => ui.figures);
  return useSyncExternalStore(desk.live.subscribe, () =>
    sideOf(desk.layout(), figures, step, shown),
  );
}

function sideOf(
  { columns, columnOf }: Layout,
  figures: Figures | null,
  step: Rec,
  shown: number | null,
): 1 | -1 {
  if (shown === null) return -1;
  const at = columnOf.get(step.id) ?? 0;
  const beside = [columns[at - 1]?.step, columns[at + 1]?.step].flatMap((other) => {
    if (other == null) return [];
    const { measured, estimate } = feelingOf(other, figures);
    return measured ?? estimate ?? [];
  });
  const mean = beside.reduce((sum, value) => sum + value, 0) / Math.max(1, beside.length);
  if (shown < -1.4) return 1;
  return shown >= mean && shown < 1.85 ? 1 : -1;
}

/** Pixels that a hand trembles: a press that moves no further is no drag. */
const TREMBLE = 4;

/**
 * The point of a step on the curve. A press anywhere in the cell only goes there, and a drag from there puts the point; Enter and the button
 * open its figure and its word, + and − move it. The measured one stands beside and cannot be moved.
 */
export function EmotionPoint({ step }: { step: Rec }) {
  const t = useText();
  const textOr = useTextOr();
  const { format } = useReader();
  const desk = useDesk();
  const spot = cellSpot("emotion", step.id);
  const { focused } = useSpot(spot);
  const present = usePresent(spot);
  const figure = useMine((ui) => ui.figures?.steps.get(step.id)?.emotion ?? null);
  const full = useMine((ui) => ui.detail === "full");
  const picking = useMine((ui) => ui.feeling === step.id);
  const point = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  /** Where it was pressed, in pixels of the window. */
  const pressed = useRef<number | null>(null);

  const measured = figure?.value != null && figure.from !== "estimate" ? figure : null;
  const estimate = dragged ?? numberOf(step, "value");
  const feel = wordOf(step, "feel");
  const word = feel === "" ? (measured?.feel ?? "") : feel;
  const feelWord = word === "" ? "" : textOr(`feel-${word}`, word);
  const shown = measured?.value ?? estimate;
  const lowest = shown !== null && shown <= -1;
  const said =
    estimate === null
      ? measured === null
        ? t("edit-no-feeling")
        : feelWord
      : t("edit-feeling", {
          value: format.emotion(estimate),
          feel: feel === "" ? t("edit-no-word") : feelWord,
        });
  const measuredSaid =
    measured?.value == null
      ? ""
      : t("edit-feeling-measured", {
          value: format.emotion(measured.value),
          low: format.emotion(measured.low ?? measured.value),
          high: format.emotion(measured.high ?? measured.value),
          n: format.whole(measured.n),
        });
  // Highs and lows stand out: there the figure is said, elsewhere the word is enough.
  const far = shown !== null && (Math.abs(shown) >= 1 || feelWord === "");
  const label =
    shown === null
      ? ""
      : [feelWord, far ? format.emotion(shown) : ""].filter((part) => part !== "").join(" ");
  const note =
    shown === null
      ? ""
      : measured === null
        ? t("edit-assumed")
        : lowest || full
          ? t("health-base", { n: format.short(measured.n) })
          : "";
  // Where the two would cover each other they stand side by side.
  const near = measured?.value != null && Math.abs(measured.value - (estimate ?? 0)) < 0.4;
  const up = useSide(step, shown);

  const moveTo = (clientY: number) => {
    const top = point.current?.getBoundingClientRect().top;
    // Pixels of the window; the lane has pixels of its own where the map is drawn larger or smaller.
    if (top !== undefined) setDragged(emotionAt((clientY - top) / desk.ui.get().zoom));
  };
  const letGo = () => {
    pressed.current = null;
    setDragged(null);
  };
  const free = focused && !picking && dragged === null;
  return (
    <div
      ref={point}
      className={lowest ? "emotion low" : "emotion"}
      role="group"
      data-spot={spot}
      tabIndex={focused ? 0 : -1}
      aria-label={withPerson(
        `${t("edit-feeling-of", { step: titleOf(step) || t("edit-step-unnamed") })}: ${[said, measuredSaid].filter((part) => part !== "").join("; ")}`,
        present,
      )}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || picking)
          return;
        event.currentTarget.setPointerCapture(event.pointerId);
        pressed.current = event.clientY;
      }}
      onPointerMove={({ clientY, pointerType }) => {
        if (pressed.current === null) return;
        const least = pointerType === "touch" ? FINGER_TREMBLE : TREMBLE;
        if (dragged !== null || Math.abs(clientY - pressed.current) >= least) moveTo(clientY);
      }}
      onPointerUp={() => {
        if (dragged !== null) setFeeling(desk, step.id, dragged, newGroup());
        letGo();
      }}
      onPointerCancel={letGo}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || dragged === null) return;
        event.stopPropagation();
        letGo();
      }}
    >
      {measured?.value != null && (
        <i
          className={measured.low_base === true ? "point measured few" : "point measured"}
          style={{ top: emotionY(measured.value) }}
        />
      )}
      <i
        className={`point handle${estimate === null ? " unset" : ""}${near ? " beside-measured" : ""}${free ? " offered" : ""}`}
        style={{ top: emotionY(estimate ?? 0) }}
        title={estimate === null ? t("edit-feeling-offer") : said}
      />
      {dragged !== null && (
        <output className="emotion-value" style={{ top: emotionY(dragged) }}>
          {format.emotion(dragged)}
        </output>
      )}
      {label !== "" && shown !== null && (
        <span className="emotion-word" style={{ top: emotionY(shown) - up * 20 }}>
          {label}
          {note !== "" && <small> · {note}</small>}
        </span>
      )}
      {/* Enter does the same for those who use the keyboard. */}
      {free && (
        <button
          className="emotion-choose"
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          title={t("edit-feeling-offer")}
          onPointerDown={(event) => {
            event.stopPropagation();
          }}
          onMouseDown={(event) => {
            // The cell keeps the focus.
            event.preventDefault();
          }}
          onClick={() => {
            desk.ui.set({ feeling: step.id });
          }}
        >
          {t("edit-feeling-choose")}
        </button>
      )}
      {picking && (
        <FeelPicker
          step={step}
          anchor={point}
          values={fieldOf("step", "feel")?.values ?? []}
          chosen={feel}
        />
      )}
    </div>
  );
}
