import { render } from "@testing-library/react";
import { InReadersLanguage } from "../../i18n/provider";
import type { LiveMap } from "../../doc/live_map";
import { Editor } from "../editor";

// The editor with the sample, and the point of a feeling in it.

export const STEP = "step-Pays";

/** Draws the editor of a map, without figures, and answers where the feeling of `STEP` stands. */
export function drawnPoint(live: LiveMap): HTMLElement {
  render(
    <InReadersLanguage>
      <Editor id="m" live={live} figures={() => Promise.reject(new Error("none"))} />
    </InReadersLanguage>,
  );
  const point = document.querySelector<HTMLElement>(`[data-spot="cell emotion ${STEP}"]`);
  if (point === null) throw new Error("the step has no feeling");
  return point;
}
