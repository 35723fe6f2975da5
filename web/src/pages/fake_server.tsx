import { act, cleanup, configure, fireEvent, render, screen } from "@testing-library/react";
import axe from "axe-core";
import type { ReactNode } from "react";
import { expect, vi } from "vitest";
import { InReadersLanguage } from "../i18n/provider";

// A server for tests of pages. Import it before anything that asks the server, which keeps its own `fetch`.

// Whole pages, while other tests keep the machine busy.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

// jsdom has none, and React Aria asks for it.
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

/** An answer by method and path: `GET /api/v1/maps`. A function is given what was sent with its headers, and may answer later. */
export type Answers = Record<string, unknown>;

export interface Sent {
  what: string;
  body: unknown;
  headers: Headers;
}

let answers: Answers = {};
let sent: Sent[] = [];

globalThis.fetch = async (input, init) => {
  const request =
    input instanceof Request ? input : new Request(new URL(input, location.href), init);
  const { pathname, search } = new URL(request.url);
  const what = `${request.method} ${decodeURIComponent(pathname)}${search}`;
  const text = await request.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  sent.push({ what, body, headers: request.headers });
  const known = answers[what];
  const answer: unknown =
    typeof known === "function"
      ? await (known as (body: unknown, headers: Headers) => unknown)(body, request.headers)
      : known;
  if (answer instanceof Response) return answer;
  if (answer === undefined) return problem(404, "unknown-route", `there is nothing at ${what}`);
  return Response.json(answer, { headers: { etag: '"read"' } });
};

export function problem(status: number, code: string, detail: string): Response {
  const body = {
    type: `https://example.org/problems#${code}`,
    title: code,
    status,
    detail,
    diagnostic: { code, severity: "error", message: detail, place: {} },
  };
  return Response.json(body, { status });
}

/** Answers from now on; what is not among them is not there. */
export function serving(these: Answers): void {
  answers = these;
  sent = [];
}

/** What was sent so far, the questions that only read left out. */
export function written(): Sent[] {
  return sent.filter(({ what }) => !what.startsWith("GET "));
}

/** Shows a page in English; inside the main part, unless it brings its own. */
export function show(page: ReactNode, bringsMain = false): HTMLElement {
  cleanup();
  localStorage.setItem("wayline-language", "en");
  return render(<InReadersLanguage>{bringsMain ? page : <main>{page}</main>}</InReadersLanguage>)
    .container;
}

/** Keys of texts that stand on the page because no language has them. */
export function missingTexts(page: HTMLElement): string[] {
  const words = page.ownerDocument.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const missing: string[] = [];
  while (words.nextNode() !== null) {
    const text = words.currentNode.textContent ?? "";
    const [key] =
      /\b(start|present|summary|compare|history|proposals|personas|library|portfolio|search|edit|view|nav|kind|health|lane|feel|grade)-[a-z]+(-[a-z0-9_]+)*\b/.exec(
        text,
      ) ?? [];
    if (key !== undefined) missing.push(key);
  }
  return missing;
}

/** Nothing that axe finds, and no key in the place of a text. Colours are looked at in the browser. */
export async function sound(page: HTMLElement): Promise<void> {
  expect(missingTexts(page)).toEqual([]);
  const { violations } = await axe.run(page, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}

export async function press(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole("button", { name });
  await act(async () => {
    fireEvent.click(button);
    await Promise.resolve();
  });
}
