import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useReader, useText } from "../i18n/provider";

// Smaller, larger, and the whole picture.

const STEPS = [0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.5, 2];

export function ZoomButtons(props: {
  zoom: number;
  setZoom: (zoom: number) => void;
  fit: () => void;
  hint: string;
  /** What else the picture lets one choose. */
  children?: ReactNode;
}) {
  const t = useText();
  const { format } = useReader();
  const smaller = STEPS.findLast((step) => step < props.zoom - 0.001);
  const larger = STEPS.find((step) => step > props.zoom + 0.001);
  return (
    <div className="zoom" role="group" aria-label={t("zoom-label")}>
      <span className="quiet hint">{props.hint}</span>
      {props.children}
      <Button
        className="button small"
        aria-label={t("zoom-out")}
        isDisabled={smaller === undefined}
        onPress={() => {
          props.setZoom(smaller ?? props.zoom);
        }}
      >
        −
      </Button>
      <output>{format.percent(Math.round(props.zoom * 100) / 100)}</output>
      <Button
        className="button small"
        aria-label={t("zoom-in")}
        isDisabled={larger === undefined}
        onPress={() => {
          props.setZoom(larger ?? props.zoom);
        }}
      >
        +
      </Button>
      <Button className="button small" onPress={props.fit}>
        {t("zoom-fit")}
      </Button>
    </div>
  );
}
