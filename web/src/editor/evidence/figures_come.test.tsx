// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TroubleError } from "../../api/problem";
import { aloneMap } from "../../doc/for_tests/alone";
import type { LiveMap, Standing } from "../../doc/live_map";
import { InReadersLanguage } from "../../i18n/provider";
import { madeMap, pain, stage, step } from "../../pages/made_map";
import { Editor } from "../editor";
import { sampleRecords } from "../for_tests/sample_records";
import { GONE, type FiguresAnswer } from "./figures";

// The figures in the heads of steps and stages, while the map goes on changing and the server comes and goes.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });
/** What was asked to be weighed. Who asks the server takes the browser's `fetch` when it is loaded. */
const weighed = vi.hoisted(() => {
  const weighed: unknown[] = [];
  const answerTo = (path: string, body: unknown): Response => {
    if (path.includes("/personas/"))
      return Response.json({ persona: { persona: "Night owl", rule: 'hour = "3"' }, size: {} });
    if (path.endsWith("/api/v1/project")) return Response.json({ name: "P", events: true });
    if (!path.endsWith("/weigh")) return new Response("null", { status: 404 });
    weighed.push(JSON.parse(String(body)));
    return Response.json({ grade: "supported", why: "so", detail: null, evidence: [] });
  };
  vi.stubGlobal("fetch", (input: string | Request, { body }: RequestInit = {}) =>
    Promise.resolve(answerTo(typeof input === "string" ? input : input.url, body)),
  );
  return weighed;
});

let live: LiveMap;
let figured: () => void;
let stand: (standing: Standing) => void;
let ids: Record<string, string>;

beforeEach(async () => {
  history.replaceState(null, "", "#/maps/m?view=edit");
  const alone = await aloneMap(sampleRecords());
  const listeners = new Set<() => void>();
  let standing: Standing = { state: "kept" };
  stand = (now) => {
    standing = now;
    // What is told of a change is told of the standing too.
    const value = now.state === "offline" ? 1 : -1;
    alone.dispatch([{ edit: "set", id: "step-Pays", field: "value", value }], "test");
  };
  live = {
    ...alone,
    standing: () => standing,
    onFigures: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
  figured = () => {
    for (const changed of listeners) changed();
  };
  const paying = live.snapshot().records.get("step-Pays")?.parent ?? "";
  ids = { s0: paying, "s0.0": "step-Pays" };
});

afterEach(cleanup);

const counted = (count: number): FiguresAnswer => ({
  map: madeMap("M", { ...stage("Purchase", step("Pays", { count })), count }),
  ids,
});

function show(figures: () => Promise<FiguresAnswer>): void {
  render(
    <InReadersLanguage>
      <Editor id="m" live={live} figures={figures} />
    </InReadersLanguage>,
  );
}

const head = () => {
  const place = document.querySelector<HTMLElement>(`[data-spot="${ids.s0 ?? ""}"]`);
  return within(place ?? document.body);
};

test("a count comes as soon as the server has computed it, and a question that failed is asked again", async () => {
  const answers = [
    () => Promise.reject(new TroubleError({ kind: "unreachable" })),
    () => Promise.resolve(counted(40)),
    () => Promise.resolve(counted(70)),
  ];
  const figures = vi.fn(() => (answers.shift() ?? (() => Promise.reject(new Error("none"))))());
  show(figures);
  await head().findByText("40 journeys", undefined, { timeout: 3_000 });
  expect(figures).toHaveBeenCalledTimes(2);
  act(figured);
  await head().findByText("70 journeys");
});

test("that the map's file was taken away is told until it is there again", async () => {
  const { map } = counted(40);
  const place = { file: "m.journey.yaml" };
  const finding = { code: GONE, severity: "warning" as const, message: "gone", place };
  const answers = [counted(40), { map: { ...map, diagnostics: [finding] }, ids }, counted(40)];
  show(() => Promise.resolve(answers.shift() ?? counted(40)));
  await head().findByText("40 journeys");
  expect(screen.queryByText(/file was taken away/)).toBeNull();
  act(figured);
  expect((await screen.findByText(/file was taken away/)).getAttribute("role")).toBe("status");
  act(figured);
  await waitFor(() => {
    expect(screen.queryByText(/file was taken away/)).toBeNull();
  });
});

test("what was computed while the server could not be reached is asked for when it can", async () => {
  let count = 40;
  show(() => Promise.resolve(counted(count)));
  await head().findByText("40 journeys");
  act(() => {
    stand({ state: "offline", waiting: 1 });
  });
  count = 70;
  act(() => {
    stand({ state: "kept" });
  });
  await head().findByText("70 journeys");
});

test("a persona whom nobody fits: it is said over the map, and no figure of others is left", async () => {
  const nobody = {
    type: "https://example.org/problems#refused",
    title: "refused",
    status: 422,
    detail: "no journey",
    diagnostic: { code: "refused", severity: "error", message: "", place: {} },
  } as const;
  show(() =>
    location.hash.includes("persona=")
      ? Promise.reject(new TroubleError({ kind: "problem", problem: nobody }))
      : Promise.resolve(counted(40)),
  );
  await head().findByText("40 journeys");
  act(() => {
    location.hash = "#/maps/m?view=edit&persona=owl";
    dispatchEvent(new HashChangeEvent("hashchange"));
  });
  await screen.findByText("No customer on this map fits “Night owl”");
  expect(head().queryByText("40 journeys")).toBeNull();
  act(() => {
    screen.getByRole("button", { name: "Show all customers" }).click();
  });
  await head().findByText("40 journeys");
  await waitFor(() => {
    expect(screen.queryByText("No customer on this map fits “Night owl”")).toBeNull();
  });
});

test("over a persona's journeys the form weighs a claim over theirs", async () => {
  history.replaceState(null, "", "#/maps/m?view=edit&persona=owl");
  const figures = {
    map: madeMap(
      "M",
      stage("Purchase", step("Pays", { pains: [pain("P", 1, { grade: "contradicted" })] })),
    ),
    ids: { "pain-P": "pain-price" },
  };
  show(() => Promise.resolve(figures));
  const card = document.querySelector<HTMLElement>('[data-spot="pain-price"]');
  await waitFor(() => {
    expect(card?.querySelector(".dot")?.className).toBe("dot contradicted");
  });
  act(() => {
    card?.focus();
  });
  fireEvent.keyDown(card ?? document.body, { key: "c", code: "KeyC", altKey: true });
  await waitFor(() => {
    expect(document.querySelector(".claim-field")).not.toBeNull();
  });
  const claim = { op: "counts", is: "rate > 0.2" };
  act(() => {
    const value = JSON.stringify(claim);
    live.dispatch([{ edit: "set", id: "pain-price", field: "claim", value }], "test");
  });
  // Until it is weighed, nothing is said of the new claim.
  expect(document.querySelector(".verdict")).toBeNull();
  await waitFor(() => {
    expect(document.querySelector(".verdict")?.className).toBe("verdict supported");
  });
  expect(card?.querySelector(".dot")?.className).toBe("dot supported");
  expect(weighed.at(-1)).toMatchObject({ claim, card: "pain-price", persona: "owl" });
});
