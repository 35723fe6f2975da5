import type { Rec } from "../../doc/edit";
import { useReader, useText } from "../../i18n/provider";
import { useDesk, useMine } from "../desk";
import type { Figures } from "../evidence/figures";
import { VerbatimById } from "../evidence/verbatim";
import { itemsOf } from "../kinds";
import { putLast } from "../places";
import { widthOf } from "../row_height";
import { cellSpot } from "../spots";
import { usePresent, useSpot, withPerson } from "../use_spot";
import type { Lane } from "./lane";

/** What customers say at a step: chosen for the map, else the most telling that was found. Nobody writes words for them. */
export const VOICE: Lane = { id: "voice", kind: null, tone: "", from: "standard", Cell, height };

const SHOWN = 2;
/** A quote is cut after so many lines, until it is pointed at. */
const LINES = 4;

function height(figures: Figures | null, room: number): number {
  let most = 0;
  for (const voices of figures?.voices.values() ?? []) {
    const cards = voices
      .slice(0, SHOWN)
      .map(({ text }) => Math.min(LINES, Math.ceil(widthOf(text) / room)) * 16.2 + 35 + 6);
    most = Math.max(
      most,
      cards.reduce((sum, one) => sum + one, 14),
    );
  }
  return Math.ceil(most);
}

function Cell({ step }: { step: Rec }) {
  const t = useText();
  const { format } = useReader();
  const desk = useDesk();
  const spot = cellSpot("voice", step.id);
  const { focused } = useSpot(spot);
  const present = usePresent(spot);
  const found = useMine((ui) => ui.figures?.voices.get(step.id) ?? null);
  const full = useMine((ui) => ui.detail === "full");
  const pinned = itemsOf(step, "quotes");
  const known = found?.filter(({ verbatim }) => pinned.includes(verbatim)) ?? [];
  const rest = found?.filter(({ verbatim }) => !pinned.includes(verbatim)) ?? [];
  const voices = [...known, ...rest].slice(0, full ? 6 : Math.max(SHOWN, known.length));
  const unknown = pinned.filter((id) => !known.some(({ verbatim }) => verbatim === id));

  const pin = (verbatim: string) => {
    desk.change(
      pinned.includes(verbatim)
        ? [{ edit: "take", id: step.id, field: "quotes", item: verbatim }]
        : putLast(step, "quotes", verbatim),
      "why-quotes",
    );
  };
  return (
    <div
      className="voices"
      role="group"
      data-spot={spot}
      tabIndex={focused ? 0 : -1}
      aria-label={withPerson(
        [
          `${t("edit-lane-voice")}: ${t("edit-voices", { count: voices.length + unknown.length })}`,
          ...voices.map(({ text, grade }) => `“${text}” ${t(`grade-${grade}`)}`),
        ].join(". "),
        present,
      )}
    >
      {voices.map((voice) => (
        <figure key={voice.verbatim} className="card voice">
          <blockquote lang={voice.language ?? undefined} dir="auto">
            “{voice.text}”
          </blockquote>
          <figcaption className="card-foot">
            <i className={`dot ${voice.grade}`} aria-hidden="true" />
            <span>
              {format.short(voice.n)} {voice.source}
              {voice.language !== null && ` · ${voice.language}`}
            </span>
            <button
              type="button"
              className="pin"
              tabIndex={focused ? 0 : -1}
              aria-pressed={pinned.includes(voice.verbatim)}
              onClick={() => {
                pin(voice.verbatim);
              }}
            >
              {pinned.includes(voice.verbatim) ? t("edit-unpin") : t("edit-pin")}
            </button>
          </figcaption>
        </figure>
      ))}
      {unknown.map((id) => (
        <div key={id} className="card voice">
          <VerbatimById id={id} />
          <button
            type="button"
            className="pin"
            tabIndex={focused ? 0 : -1}
            aria-pressed
            onClick={() => {
              pin(id);
            }}
          >
            {t("edit-unpin")}
          </button>
        </div>
      ))}
      {voices.length + unknown.length === 0 && (
        <p className="card voice hollow">{t("edit-no-voice")}</p>
      )}
    </div>
  );
}
