// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import type { LiveMap } from "../../doc/live_map";
import { InReadersLanguage } from "../../i18n/provider";
import { Editor } from "../editor";
import { sampleRecords } from "../for_tests/sample_records";

// What a card claims, as it is said in its form: nothing is claimed before somebody said a number.

// Before anything is imported: the client takes the fetch that is there then.
vi.hoisted(() => {
  const ANSWERS: Record<string, unknown> = {
    "/api/v1/project": { name: "Shop", events: true },
    "/api/v1/data": { attributes: [{ attribute: "channel", distinct: 2 }] },
  };
  vi.stubGlobal(
    "fetch",
    vi.fn((input: string | Request, init?: RequestInit) => {
      const path = new URL(typeof input === "string" ? input : input.url, location.href).pathname;
      const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : null;
      const question = body as { op?: string; by?: string } | null;
      const answer =
        path === "/api/v1/ask"
          ? question?.by === undefined
            ? { answer: { activities: [{ activity: "pay", events: 9, journeys: 7 }] } }
            : {
                answer: {
                  groups: [
                    { value: "web", journeys: 5 },
                    { value: "app", journeys: 8 },
                  ],
                },
              }
          : path.endsWith("/weigh")
            ? { grade: "supported", why: "so", detail: "7 %", evidence: [] }
            : ANSWERS[path];
      return Promise.resolve(
        answer === undefined
          ? new Response("null", { status: 404 })
          : new Response(JSON.stringify(answer), {
              headers: { "content-type": "application/json" },
            }),
      );
    }),
  );
});

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

let live: LiveMap;
let card = "";

beforeEach(async () => {
  live = await aloneMap(sampleRecords());
  const pains = [...live.snapshot().records.values()].filter(({ kind }) => kind === "pain");
  card = pains.find(({ values }) => values.claim === undefined)?.id ?? "";
  expect(card).not.toBe("");
  render(
    <InReadersLanguage>
      <Editor id={`m ${Math.random()}`} live={live} figures={() => Promise.reject(new Error())} />
    </InReadersLanguage>,
  );
  const spot = document.querySelector<HTMLElement>(`[data-spot="${card}"]`);
  act(() => {
    spot?.focus();
  });
  fireEvent.keyDown(spot ?? document.body, { key: "c", code: "KeyC", altKey: true });
});

afterEach(cleanup);

function form(): HTMLElement {
  return screen.getByRole("group", { name: "What the data must say" });
}

function choose(name: string, option: string): void {
  const select = within(form()).getByRole<HTMLSelectElement>("combobox", { name });
  const value = [...select.options].find(({ text }) => text.startsWith(option))?.value;
  fireEvent.change(select, { target: { value: value ?? `no ${option}` } });
}

const claimed = () => live.snapshot().records.get(card)?.values.claim;

test("the key for the claim puts the focus into its first field", () => {
  expect(document.activeElement).toBe(within(form()).getByRole("combobox", { name: "Question" }));
});

test("choosing a question claims nothing: the card stays an assumption until a number is said", () => {
  choose("Question", "How many leave");
  const number = within(form()).getByRole<HTMLInputElement>("textbox", { name: "Threshold" });
  expect(number.value).toBe("");
  expect(claimed()).toBeUndefined();
  expect(form().textContent).toContain("what the data must show");
  fireEvent.change(number, { target: { value: "6000" } });
  expect(number.getAttribute("aria-invalid")).toBe("true");
  expect(form().textContent).toContain("between 0 and 100 %");
  expect(claimed()).toBeUndefined();
  fireEvent.change(number, { target: { value: "60" } });
  expect(form().textContent).toContain("Read as 60 %");
  expect(JSON.parse(String(claimed()))).toEqual({ op: "counts", is: "rate > 0.6" });
});

test("the card on the map is worth what its form says as soon as that is known, without the figures of the map", async () => {
  const foot = () => document.querySelector(`[data-spot="${card}"] .card-foot`)?.textContent;
  choose("Question", "How many leave");
  const number = within(form()).getByRole<HTMLInputElement>("textbox", { name: "Threshold" });
  fireEvent.change(number, { target: { value: "60" } });
  expect(foot()).toContain("not weighed");
  await waitFor(() => {
    expect(form().querySelector(".verdict")?.className).toBe("verdict supported");
  });
  expect(foot()).toBe("Backed by data: 7 %");
  expect(document.querySelector(".panel-grade")?.textContent).toBe("Backed by data");
  expect(document.querySelector(`[data-spot="${card}"]`)?.getAttribute("aria-label")).toContain(
    "Backed by data",
  );
});

test("a question that lacks something is found again as it was left", async () => {
  choose("Question", "What it does to the goal");
  expect(form().textContent).toContain("the goal");
  act(() => {
    document
      .querySelector<HTMLElement>('[data-spot="step-Sees-ad"], [data-spot^="step-"]')
      ?.focus();
  });
  await waitFor(() => {
    expect(screen.queryByRole("combobox", { name: "Question" })).toBeNull();
  });
  act(() => {
    document.querySelector<HTMLElement>(`[data-spot="${card}"]`)?.focus();
  });
  await waitFor(() => {
    expect(
      within(form()).getByRole<HTMLSelectElement>("combobox", { name: "Question" }).value,
    ).toBe("drivers");
  });
});

test("a condition is picked from real values with their counts, and stands as text beside", async () => {
  choose("Question", "How many leave");
  const number = within(form()).getByRole("textbox", { name: "Threshold" });
  fireEvent.change(number, { target: { value: "10 %" } });
  const [add] = within(form()).getAllByRole("button", { name: "Add a condition" });
  if (add !== undefined) fireEvent.click(add);
  await within(form()).findByRole("option", { name: "channel" });
  choose("What is looked at", "channel");
  const option = await within(form()).findByRole<HTMLOptionElement>("option", { name: /^app · 8/ });
  fireEvent.change(within(form()).getByRole("combobox", { name: "Value" }), {
    target: { value: option.value },
  });
  expect(JSON.parse(String(claimed()))).toEqual({
    op: "counts",
    is: "rate > 0.1",
    where: 'channel = "app"',
  });
  const text = within(form()).getByLabelText<HTMLInputElement>("Among journeys where: As text");
  expect(text.value).toBe('channel = "app"');
});
