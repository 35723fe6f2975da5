import { useCallback, useEffect, useMemo, useRef, type RefObject } from "react";
import { Button } from "react-aria-components";
import { getScene } from "../../api/client";
import type { OfPersona } from "../../api/parts";
import type { ResolvedMap, Scene } from "../../api/shapes";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { go, type View } from "../../route";
import "../../styles/present.css";
import "../../styles/start.css";
import { useTheme } from "../../ui/use_theme";
import { OverviewSlide, PainsSlide } from "./end_slides";
import { slidesOf, turnOf, type Slide, type Turn } from "./slides";
import { StepSlide } from "./step_slide";
import { Zoomed } from "./zoomed";

// The map told to a room: one slide a step.

const WIDTH = 1600;

/** The slides of a map. `at` is the slide's id, as it stands in the address. */
export function PresentPage(props: {
  map: ResolvedMap;
  id: string;
  at: string | null;
  /** Whose journeys the figures are of; all where nobody is named. */
  of?: OfPersona | null;
  /** The view from which the slides were opened: the one to go back to. */
  before?: Readonly<RefObject<View>>;
}) {
  const { map, id, at, of = null, before } = props;
  const t = useText();
  const { format, language } = useReader();
  const persona = of?.id ?? null;
  const theme = useTheme();
  const load = useCallback(
    (signal: AbortSignal) =>
      getScene(id, WIDTH, signal, persona, "standard", theme, undefined, language),
    [id, persona, theme, language],
  );
  const [scene] = useRemote(load);
  const slides = useMemo(() => slidesOf(map), [map]);
  const found = slides.findIndex((slide) => slide.id === at);
  const number = Math.max(0, found);
  const slide = slides[number] ?? slides[0];
  const stage = useRef<HTMLElement>(null);

  const turn = useCallback(
    (to: Turn) => {
      const whose = persona === null ? {} : { persona };
      const target = { next: number + 1, before: number - 1, first: 0, last: slides.length - 1 };
      if (to === "leave") {
        if (isFull()) void document.exitFullscreen();
        go({ page: "map", id, view: before?.current ?? "map", key: null, ...whose }, "replace");
      } else if (to === "full") {
        if (isFull()) void document.exitFullscreen();
        // Where the browser gives no full screen, the slides fill its window.
        else if (document.fullscreenEnabled)
          void document.documentElement.requestFullscreen().catch(() => undefined);
      } else {
        const next = slides[target[to]];
        if (next === undefined) return;
        go({ page: "map", id, view: "present", key: next.id, ...whose }, "replace");
        if (stage.current !== null) stage.current.scrollTop = 0;
      }
    },
    [id, number, slides, persona, before],
  );
  useKeys(turn);
  if (slide === undefined) return null;
  return (
    <div className="present">
      <div className="unseen" role="status">
        {t("present-slide", { number: number + 1, all: slides.length })}
      </div>
      {of !== null && (
        <p className={of.size.share.low_base === true ? "present-whose few" : "present-whose"}>
          {t("whose-of", {
            name: of.persona,
            share: of.size.share.value == null ? "—" : format.percent(of.size.share.value),
            unit: map.unit,
          })}
        </p>
      )}
      <main
        id="content"
        ref={stage}
        className={`slide at-${slide.kind}`}
        tabIndex={0}
        aria-label={t("view-present")}
      >
        {scene.state === "ready" && <Shown scene={scene.value} slide={slide} />}
        {/* Spoken whole when it changes: whoever listens hears each slide. */}
        <div className="slide-words" aria-live="polite" aria-atomic="true" key={slide.kind}>
          <Words map={map} slide={slide} steps={map.stages.flatMap(({ steps }) => steps).length} />
        </div>
      </main>
      <Foot number={number} slides={slides} turn={turn} />
    </div>
  );
}

function isFull(): boolean {
  return document.fullscreenElement instanceof Element;
}

function Words({ map, slide, steps }: { map: ResolvedMap; slide: Slide; steps: number }) {
  switch (slide.kind) {
    case "overview":
      return <OverviewSlide map={map} />;
    case "step":
      return <StepSlide map={map} slide={slide} steps={steps} />;
    case "pains":
      return <PainsSlide pains={slide.pains} unit={map.unit} />;
  }
}

function Shown({ scene, slide }: { scene: Scene; slide: Slide }) {
  if (slide.kind === "pains") return null;
  return <Zoomed scene={scene} column={slide.kind === "step" ? slide.column : null} />;
}

function Foot(props: { number: number; slides: Slide[]; turn: (to: Turn) => void }) {
  const t = useText();
  const { number, slides, turn } = props;
  const button = (to: Turn, label: string, sign: string, off = false) => (
    <Button
      className="button"
      aria-label={label}
      isDisabled={off}
      onPress={() => {
        turn(to);
      }}
    >
      {sign}
    </Button>
  );
  return (
    <nav className="present-foot" aria-label={t("view-present")}>
      {button("before", t("present-before"), "←", number === 0)}
      {button("next", t("present-next"), "→", number === slides.length - 1)}
      <span className="present-place" aria-hidden="true">
        {slides.map((slide, i) => (
          <i key={slide.id} className={i <= number ? "past" : undefined} />
        ))}
      </span>
      <span className="quiet present-keys">{t("present-keys")}</span>
      {button("full", t("present-full"), t("present-full"))}
      {button("leave", t("present-leave"), t("present-leave"))}
    </nav>
  );
}

function useKeys(turn: (to: Turn) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      // Space presses the button that it stands on.
      const onButton =
        event.target instanceof Element && event.target.closest("button, a") !== null;
      if (onButton && event.key === " ") return;
      const to = turnOf(event.key, event.shiftKey);
      if (to === null) return;
      event.preventDefault();
      turn(to);
    };
    addEventListener("keydown", pressed);
    return () => {
      removeEventListener("keydown", pressed);
    };
  }, [turn]);
}
