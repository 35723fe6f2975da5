// @vitest-environment jsdom
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import type { LiveMap, Pointed } from "../doc/live_map";
import { DeskContext, makeDesk } from "./desk";
import { Pointers } from "./pointers";
import { sampleRecords } from "./for_tests/sample_records";
import { createUi } from "./ui_state";

// Where the pointers of others are drawn.

vi.stubGlobal("CSS", { escape: (text: string) => text });
afterEach(cleanup);

const BOB = { id: "bob", name: "Bob", colour: "#654321" };

test("a pointer stands where it points, and stands there anew when the map is drawn in another size", async () => {
  const alone = await aloneMap(sampleRecords());
  const ui = createUi();
  const pointed: Pointed[] = [
    { connection: 7, person: BOB, over: "cell pain step-Reads-reviews", x: 0.5, y: 0.5 },
  ];
  const live: LiveMap = { ...alone, pointers: () => pointed };
  const desk = makeDesk("m", live, ui, (key) => key);
  // The browser says boxes in pixels of the window.
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const { zoom } = ui.get();
    const top = this.classList.contains("row") ? 100 * zoom : 0;
    return new DOMRect(0, top, 1000 * zoom, 40 * zoom);
  });
  const style = { "--names": "132px", "--column": "200px" } as React.CSSProperties;
  render(
    <DeskContext value={desk}>
      <div>
        <div style={style}>
          <div className="row" data-lane="pain" />
          <Pointers />
        </div>
      </div>
    </DeskContext>,
  );
  const place = () => document.querySelector<HTMLElement>(".pointer")?.style.transform;
  // The second of the steps.
  expect(place()).toBe("translate(432px, 120px)");
  const mark = document.querySelector<HTMLElement>(".pointer");
  if (mark !== null) mark.style.transform = "";
  act(() => {
    ui.set({ zoom: 1.5 });
  });
  expect(place()).toBe("translate(432px, 120px)");
});
